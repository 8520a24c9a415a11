package hikae.ui.line;

import hikae.text.Language;
import hikae.ui.FrontEnd;
import hikae.ui.FrontEndContract;
import hikae.ui.MadeUp;
import hikae.ui.Move;
import hikae.ui.Tempo;
import java.util.ArrayList;
import java.util.List;

/** Line mode with an operator who types what the moves mean. */
record LineDesk(Script script, FrontEnd face) implements FrontEndContract.Desk {
    static LineDesk of(Language language, List<Move> moves) {
        MadeUp.learn();
        List<String> typed = new ArrayList<>();
        moves.forEach(move -> typed.addAll(typed(move)));
        Script script = new Script(typed);
        return new LineDesk(script, LineMode.on(script, language, Tempo.REAL));
    }

    static List<String> typed(Move move) {
        return switch (move.kind()) {
            case ON, FAILED -> {
                List<String> lines = answers(move);
                if (move.page().equals("made_zone")) {
                    lines.add(""); // yes, that is right
                }
                yield lines;
            }
            case REFUSED -> answers(move);
            case MEND -> List.of("1", answers(move).get(0));
            case AGAIN -> List.of("2");
            case BACK -> List.of("<");
            case LEAVE -> List.of(Script.CTRL_C, Script.CTRL_C);
            case YES -> List.of("yes");
            case NO -> List.of("");
            case CHOOSE -> List.of(String.valueOf(1 + row(move.row())));
            case READ -> List.of();
        };
    }

    @Override
    public String seen() {
        return script.seen();
    }

    @Override
    public void close() {
        face.close();
    }

    private static List<String> answers(Move move) {
        List<String> lines = new ArrayList<>();
        move.answers()
                .forEach(answer -> lines.add(
                        answer.text().map(text -> text.isEmpty() ? "!" : text).orElse("")));
        return lines;
    }

    private static int row(String value) {
        for (int i = 0; i < MadeUp.menu().rows().size(); i++) {
            if (MadeUp.menu().rows().get(i).value().equals(value)) {
                return i;
            }
        }
        throw new IllegalArgumentException(value);
    }
}
