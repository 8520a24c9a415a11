package hikae.ui.full;

import hikae.text.Message;
import hikae.ui.full.widget.Hint;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Role;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Words;
import java.util.ArrayList;
import java.util.List;

/** Asks whether to leave the program; staying has the focus. True means leave. */
final class LeaveView extends View<Boolean> {
    private final Message meaning;
    private final String place;
    private boolean onLeave;

    /** @param meaning what leaving now means for the server and the answers */
    LeaveView(Message meaning, String place) {
        this.meaning = meaning;
        this.place = place;
    }

    @Override
    String place(Words words) {
        return words.get("ui.leave");
    }

    @Override
    String step(Words words) {
        return place;
    }

    @Override
    List<Row> body(Words words, int width) {
        List<Row> rows = new ArrayList<>(Row.wrapped(Role.TITLE, words.get("ui.leave.lead"), 2, width));
        rows.add(Row.blank());
        rows.addAll(Row.wrapped(Role.PLAIN, words.say(meaning), 4, width));
        rows.add(Row.blank());
        rows.add(choice(words.get("ui.leave.stay"), !onLeave));
        rows.add(choice(words.get("ui.leave.go"), onLeave));
        return rows;
    }

    private static Row choice(String text, boolean here) {
        Row row = Row.of(here ? Role.SELECTED : Role.PLAIN, (here ? "  > " : "    ") + text);
        return here ? row.focusedAt(2) : row;
    }

    @Override
    List<Hint> hints(Words words) {
        return List.of(
                new Hint(words.get("ui.keys.up-down"), words.get("ui.key.choose"), false),
                new Hint("Enter", words.get("ui.key.do"), false),
                new Hint("Esc", words.get("ui.leave.stay"), true),
                new Hint("Ctrl+C", words.get("ui.key.leave-now"), false));
    }

    @Override
    List<Row> help(Words words, int width) {
        return Row.wrapped(Role.PLAIN, words.say(meaning), 2, width);
    }

    @Override
    void press(Key key) {
        switch (key.kind()) {
            case UP, DOWN, TAB, BACKTAB -> onLeave = !onLeave;
            case ENTER -> end(onLeave);
            default -> {}
        }
    }

    @Override
    void back() {
        end(false);
    }

    @Override
    Boolean ifLeft() {
        return true;
    }
}
