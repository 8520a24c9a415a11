package hikae.ui.full.widget;

import hikae.text.TextWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a screen.
 *
 * @param spans its pieces from the left
 * @param cursor the cell of the focus; -1 when the focus is elsewhere
 */
public record Row(List<Span> spans, int cursor) {
    private static final Row BLANK = new Row(List.of(), -1);

    public Row {
        spans = List.copyOf(spans);
    }

    /** An empty line. */
    public static Row blank() {
        return BLANK;
    }

    /** A line of ordinary text. */
    public static Row plain(String text) {
        return of(Role.PLAIN, text);
    }

    /** A line of one role. */
    public static Row of(Role role, String text) {
        return new Row(List.of(new Span(role, text)), -1);
    }

    /** As many lines as {@code text} needs in {@code width} cells, each moved in by {@code indent}. */
    public static List<Row> wrapped(Role role, String text, int indent, int width) {
        List<Row> rows = new ArrayList<>();
        for (String line : TextWidth.wrap(text, width - indent)) {
            rows.add(of(role, " ".repeat(indent) + line));
        }
        return rows;
    }

    /** A marker such as {@code [ok]} and the text beside it, continued under its own beginning. */
    public static List<Row> marked(Role role, String marker, String text, int indent, int width) {
        int inner = indent + TextWidth.of(marker) + 1;
        List<Row> rows = wrapped(Role.PLAIN, text, inner, width);
        String rest = rows.get(0).spans().get(0).text().substring(inner);
        rows.set(0, plain(" ".repeat(indent)).then(role, marker).then(Role.PLAIN, " " + rest));
        return rows;
    }

    /** The same with one more piece at the end. */
    public Row then(Role role, String text) {
        List<Span> more = new ArrayList<>(spans);
        more.add(new Span(role, text));
        return new Row(more, cursor);
    }

    /** The same with the pieces of another row at the end, its cursor included. */
    public Row then(Row tail) {
        List<Span> more = new ArrayList<>(spans);
        more.addAll(tail.spans);
        return new Row(more, tail.cursor >= 0 ? width() + tail.cursor : cursor);
    }

    /** The same with the focus at this cell. */
    public Row focusedAt(int cell) {
        return new Row(spans, cell);
    }

    /** Whether the focus is in this line. */
    public boolean isFocused() {
        return cursor >= 0;
    }

    /** How many cells it takes. */
    public int width() {
        int width = 0;
        for (Span span : spans) {
            width += TextWidth.of(span.text());
        }
        return width;
    }

    /** Its text without roles. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Span span : spans) {
            text.append(span.text());
        }
        return text.toString();
    }
}
