package hikae.ui.full;

import hikae.ask.Answers;
import hikae.ask.Field;
import hikae.ask.Option;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.ui.AttendedContract;
import hikae.ui.FrontEnd;
import hikae.ui.MadeUp;
import hikae.ui.Move;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import java.util.List;

/** What all faces do alike, with the keys of this one. */
class FullScreenContractTest implements AttendedContract {
    /** So wide that no sentence is broken, so high that nothing is scrolled away. */
    private static final int COLUMNS = 200;

    private static final int ROWS = 60;
    private static final String CHECKED = "made_login";

    @Override
    public Desk desk(Language language, List<Move> moves) {
        MadeUp.learn();
        FakeTerminal terminal = new FakeTerminal(language, COLUMNS, ROWS, Messages::in);
        moves.forEach(move -> act(terminal, move, language));
        if (moves.isEmpty()) {
            terminal.until("never shown: what is waited for ends the screen");
        }
        return new Desk() {
            @Override
            public FrontEnd face() {
                return terminal.face;
            }

            @Override
            public String seen() {
                return terminal.seen();
            }

            @Override
            public void close() {
                terminal.face.close();
            }
        };
    }

    private static void act(FakeTerminal terminal, Move move, Language language) {
        switch (move.kind()) {
            case ON, MEND -> {
                move.answers().forEach(answer -> answer(terminal, answer));
                passCheck(terminal, move.page(), language);
            }
            case REFUSED -> {
                move.answers().forEach(answer -> answer(terminal, answer));
                terminal.press(Kind.ENTER); // fields are judged when the page is submitted
            }
            case FAILED -> {
                move.answers().forEach(answer -> answer(terminal, answer));
                terminal.until("[NG]");
            }
            case AGAIN -> {
                terminal.press(Kind.DOWN, Kind.ENTER);
                passCheck(terminal, CHECKED, language);
            }
            case BACK, NO -> terminal.press(Kind.ESC);
            case LEAVE -> terminal.press(Key.ctrl('c'), Key.ctrl('c'));
            case YES -> terminal.press(Key.typed('a'));
            case CHOOSE -> terminal.press(digit(MadeUp.menu().rows(), move.row()));
            case READ -> terminal.press(Kind.ENTER);
        }
    }

    private static void passCheck(FakeTerminal terminal, String page, Language language) {
        if (page.equals(CHECKED)) {
            terminal.until(Messages.in(language).get("ui.checks.ok")).press(Kind.ENTER);
        }
    }

    private static void answer(FakeTerminal terminal, Move.Answer answer) {
        answer.text().ifPresent(text -> fill(terminal, answer.field(), text));
        terminal.press(Kind.ENTER);
    }

    private static void fill(FakeTerminal terminal, Field<?> field, String text) {
        switch (field.kind()) {
            case TEXT, SECRET, NUMBER, FILTER -> terminal.press(Key.ctrl('u')).type(text);
            case CHOICE, CHOICE_OR_TEXT -> terminal.press(digit(field.options().apply(Answers.none()), text));
        }
    }

    private static Key digit(List<Option> options, String value) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).value().equals(value)) {
                return Key.typed((char) ('1' + i));
            }
        }
        throw new IllegalArgumentException(value);
    }
}
