package hikae.ui.full.widget;

import java.util.List;

/**
 * Which part of many lines is shown.
 *
 * @param top the first line shown
 */
public record Scroll(int top) {
    /** From the beginning. */
    public static final Scroll START = new Scroll(0);

    /** Behind the last line of anything; lines can still be counted on from here. */
    public static final int END = 1 << 24;

    /** The same, moved; kept inside {@code total} lines of which {@code room} are shown. */
    public Scroll moved(int by, int total, int room) {
        return new Scroll(Math.max(0, Math.min(top + by, total - room)));
    }

    /** The same, moved as little as makes the focused line visible together with a few lines after it. */
    public Scroll showing(List<Row> rows, int room) {
        int focus = focus(rows);
        Scroll inside = moved(0, rows.size(), room);
        if (focus < 0) {
            return inside;
        }
        int after = Math.min(rows.size() - 1, focus + Math.min(3, room / 3));
        if (after < room) {
            return START;
        }
        int top = Math.max(inside.top, after - room + 1);
        return new Scroll(Math.min(top, focus));
    }

    /** The index of the line with the focus; -1 for none. */
    public static int focus(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).isFocused()) {
                return i;
            }
        }
        return -1;
    }
}
