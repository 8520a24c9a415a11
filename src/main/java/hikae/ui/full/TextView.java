package hikae.ui.full;

import hikae.ui.full.widget.Hint;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Scroll;
import hikae.ui.full.widget.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Lines to read: help, details, a log, a whole value. Esc, Enter or the help key closes it. */
final class TextView extends View<Boolean> {
    private final String place;
    private final IntFunction<List<Row>> text;
    private int at;

    /** @param text the lines for a width */
    TextView(String place, IntFunction<List<Row>> text) {
        this.place = place;
        this.text = text;
    }

    @Override
    String place(Words words) {
        return place;
    }

    /** The cursor is on the line that was reached, so that a screen reader follows. */
    @Override
    List<Row> body(Words words, int width) {
        List<Row> rows = new ArrayList<>(text.apply(width));
        if (rows.isEmpty()) {
            rows.add(Row.blank());
        }
        at = Math.min(at, rows.size() - 1);
        rows.set(at, rows.get(at).focusedAt(0));
        return rows;
    }

    @Override
    List<Hint> hints(Words words) {
        return List.of(
                new Hint(words.get("ui.keys.up-down"), words.get("ui.key.scroll"), false),
                new Hint("Esc", words.get("ui.key.close"), true));
    }

    @Override
    List<Row> help(Words words, int width) {
        return text.apply(width);
    }

    @Override
    void press(Key key) {
        switch (key.kind()) {
            case UP -> at = Math.max(0, at - 1);
            case DOWN -> at++;
            case HOME -> at = 0;
            case END -> at = Scroll.END;
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
