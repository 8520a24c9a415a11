package hikae.ui.full;

import hikae.ui.full.widget.Hint;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Words;
import java.util.ArrayList;
import java.util.List;

/** Lines to read: help, details, a log, a whole value. Esc, Enter or the help key closes it. */
final class TextView extends View<Boolean> {
    private final String place;
    private final List<Row> rows;
    private int at;

    TextView(String place, List<Row> rows) {
        this.place = place;
        this.rows = rows.isEmpty() ? List.of(Row.blank()) : List.copyOf(rows);
    }

    @Override
    String place(Words words) {
        return place;
    }

    /** The cursor is on the line that was reached, so that a screen reader follows. */
    @Override
    List<Row> body(Words words, int width) {
        List<Row> shown = new ArrayList<>(rows);
        shown.set(at, rows.get(at).focusedAt(0));
        return shown;
    }

    @Override
    List<Hint> hints(Words words) {
        return List.of(
                new Hint(words.get("ui.keys.up-down"), words.get("ui.key.scroll"), false),
                new Hint("Esc", words.get("ui.key.close"), true));
    }

    @Override
    List<Row> help(Words words, int width) {
        return rows;
    }

    @Override
    void press(Key key) {
        switch (key.kind()) {
            case UP -> at = Math.max(0, at - 1);
            case DOWN -> at = Math.min(rows.size() - 1, at + 1);
            case HOME -> at = 0;
            case END -> at = rows.size() - 1;
            case ENTER -> end(true);
            default -> {}
        }
    }

    @Override
    void back() {
        end(true);
    }

    @Override
    Boolean ifLeft() {
        return false;
    }
}
