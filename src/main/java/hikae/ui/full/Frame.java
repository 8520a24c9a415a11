package hikae.ui.full;

import hikae.text.TextWidth;
import hikae.ui.full.widget.Canvas;
import hikae.ui.full.widget.Hint;
import hikae.ui.full.widget.Role;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Scroll;
import hikae.ui.full.widget.Words;
import java.util.List;

/**
 * What is around every screen: line 1 says where we are, the last line which keys there are, above it one
 * message. Below 40x12 only a line that says so (U52).
 */
final class Frame {
    static final int LEAST_COLUMNS = 40;
    static final int LEAST_ROWS = 12;
    private static final int AROUND = 5;
    private static final String NAME = " Hikae";

    private Frame() {}

    /** Whether there is room for more than one line. */
    static boolean fits(Canvas canvas) {
        return canvas.columns() >= LEAST_COLUMNS && canvas.rows() >= LEAST_ROWS;
    }

    /** Lines between the two rules. */
    static int room(Canvas canvas) {
        return Math.max(1, canvas.rows() - AROUND);
    }

    /** Paints the whole screen; {@code banner} stands in the upper rule, or is empty. */
    static void draw(Canvas canvas, View<?> view, Words words, String banner) {
        if (!fits(canvas)) {
            drawTooSmall(canvas, words);
            return;
        }
        int last = canvas.rows() - 1;
        canvas.cursor(0, 2);
        canvas.put(0, 0, title(view, words, canvas.columns()));
        canvas.put(0, 1, Role.DIM, "-".repeat(canvas.columns()));
        if (!banner.isEmpty()) {
            canvas.put(1, 1, Role.TITLE, " " + TextWidth.shorten(banner, canvas.columns() - 4) + " ");
        }
        List<Row> rows = body(view, words, canvas);
        drawBody(canvas, view, rows, words);
        drawMessage(canvas, view.message(words), last - 2);
        canvas.put(0, last, Hint.line(view.hints(words), canvas.columns()));
    }

    /** The lines of the screen; where they do not fit, without the empty ones. */
    static List<Row> body(View<?> view, Words words, Canvas canvas) {
        List<Row> rows = view.body(words, canvas.columns());
        if (rows.size() <= room(canvas)) {
            return rows;
        }
        return rows.stream()
                .filter(row -> !row.spans().isEmpty() || row.isFocused())
                .toList();
    }

    private static void drawBody(Canvas canvas, View<?> view, List<Row> rows, Words words) {
        int room = room(canvas);
        Scroll window = view.window(rows, room);
        for (int i = 0; i < room && window.top() + i < rows.size(); i++) {
            canvas.put(0, 2 + i, rows.get(window.top() + i));
        }
        int rule = canvas.rows() - 2;
        canvas.put(0, rule, Role.DIM, "-".repeat(canvas.columns()));
        int below = rows.size() - window.top() - room;
        if (below > 0 || window.top() > 0) {
            String more = below > 0 ? words.get("ui.more.below", below) : words.get("ui.more.above", window.top());
            canvas.put(Math.max(0, canvas.columns() - TextWidth.of(more) - 4), rule, Role.PLAIN, " " + more + " ");
        }
    }

    private static void drawMessage(Canvas canvas, String message, int row) {
        String line = message.replace('\n', ' ');
        canvas.put(1, row, Role.PLAIN, TextWidth.shorten(line, canvas.columns() - 2));
    }

    private static Row title(View<?> view, Words words, int width) {
        String left = NAME + " | " + view.place(words);
        String step = view.step(words);
        int room = width - TextWidth.of(step) - (step.isEmpty() ? 0 : 2);
        if (TextWidth.of(left) > room && step.indexOf(' ') > 0) {
            // on a narrow screen the number is worth more than the flow's name
            step = step.substring(step.lastIndexOf(' ') + 1);
            room = width - TextWidth.of(step) - 2;
        }
        String shown = TextWidth.shorten(left, room);
        String gap = " ".repeat(Math.max(0, width - TextWidth.of(shown) - TextWidth.of(step)));
        return Row.of(Role.TITLE, shown).then(Role.PLAIN, gap + step);
    }

    private static void drawTooSmall(Canvas canvas, Words words) {
        int row = 0;
        for (String line : TextWidth.wrap(words.get("ui.too-small", LEAST_COLUMNS, LEAST_ROWS), canvas.columns())) {
            canvas.put(0, row++, Role.PLAIN, line);
        }
        canvas.cursor(0, 0);
    }
}
