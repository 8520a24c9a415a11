package hikae.ui.full.widget;

import hikae.text.TextWidth;
import java.util.Optional;

/**
 * One line of text being edited.
 *
 * @param text what is there
 * @param cursor the index in it where the next character goes
 */
public record TextLine(String text, int cursor) {
    private static final char MORE_LEFT = '<';
    private static final char MORE_RIGHT = '>';

    /** A text with the cursor behind it. */
    public static TextLine of(String text) {
        return new TextLine(text, text.length());
    }

    /** What an editing key makes of it; empty for every other key. Text is for {@link #insert}. */
    public Optional<TextLine> press(Key key) {
        return switch (key.kind()) {
            case LEFT -> Optional.of(to(before()));
            case RIGHT -> Optional.of(to(after()));
            case HOME -> Optional.of(to(0));
            case END -> Optional.of(to(text.length()));
            case BACKSPACE -> Optional.of(without(before(), cursor));
            case DELETE -> Optional.of(without(cursor, after()));
            case CTRL -> control(key);
            default -> Optional.empty();
        };
    }

    /** The same with {@code more} at the cursor. */
    public TextLine insert(String more) {
        return new TextLine(text.substring(0, cursor) + more + text.substring(cursor), cursor + more.length());
    }

    /**
     * The field of {@code width} cells, brackets included: the part around the cursor, with {@code <} and
     * {@code >} where more is hidden (U32).
     */
    public Row draw(int width, boolean focused) {
        int room = Math.max(1, width - 2);
        int start = start(room, focused);
        String shown = TextWidth.cut(text.substring(start), room);
        boolean more = start + shown.length() < text.length();
        StringBuilder cells = new StringBuilder(TextWidth.pad(shown, room));
        if (start > 0) {
            replace(cells, 0, MORE_LEFT);
        }
        if (more) {
            replace(cells, cells.length() - 1, MORE_RIGHT);
        }
        Row row = Row.of(focused ? Role.SELECTED : Role.PLAIN, "[" + cells + "]");
        int column = 1 + TextWidth.of(text.substring(Math.min(start, cursor), cursor));
        return focused ? row.focusedAt(Math.min(column, width - 1)) : row;
    }

    /** A mark replaces one cell; over a wide character it needs a blank beside it. */
    private static void replace(StringBuilder cells, int index, char mark) {
        boolean wide = TextWidth.of(cells.charAt(index)) == 2;
        cells.setCharAt(index, mark);
        if (wide) {
            cells.insert(index == 0 ? 1 : index, ' ');
        }
    }

    /** The first index shown: as little hidden on the left as keeps the cursor and one cell visible. */
    private int start(int room, boolean focused) {
        if (!focused) {
            return 0;
        }
        int start = 0;
        // one cell for the cursor behind the text, one for each mark
        while (start < cursor && TextWidth.of(text.substring(start, cursor)) > room - (start > 0 ? 2 : 1)) {
            start += Character.charCount(text.codePointAt(start));
        }
        return start;
    }

    private Optional<TextLine> control(Key key) {
        return switch (key.text()) {
            case "u" -> Optional.of(of(""));
            case "w" -> Optional.of(without(wordStart(), cursor));
            case "a" -> Optional.of(to(0));
            case "e" -> Optional.of(to(text.length()));
            default -> Optional.empty();
        };
    }

    private int wordStart() {
        int at = cursor;
        while (at > 0 && isBetweenWords(text.charAt(at - 1))) {
            at--;
        }
        while (at > 0 && !isBetweenWords(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isBetweenWords(char c) {
        return c == ' ' || c == '/';
    }

    private TextLine to(int index) {
        return new TextLine(text, index);
    }

    private TextLine without(int from, int to) {
        return new TextLine(text.substring(0, from) + text.substring(to), from);
    }

    private int before() {
        return cursor == 0 ? 0 : text.offsetByCodePoints(cursor, -1);
    }

    private int after() {
        return cursor == text.length() ? cursor : text.offsetByCodePoints(cursor, 1);
    }
}
