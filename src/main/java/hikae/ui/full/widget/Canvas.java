package hikae.ui.full.widget;

import hikae.text.TextWidth;
import java.util.Arrays;

/**
 * A grid of cells in memory. Whatever is put on it stays inside it, takes exactly the cells
 * {@link TextWidth} says, and contains nothing a terminal could misread.
 */
public final class Canvas {
    /** Stands in the right half of a wide character. */
    public static final char RIGHT_HALF = 0;

    private static final char UNSAFE = '?';

    private final int columns;
    private final int rows;
    private final char[] cells;
    private final Role[] roles;
    private int cursorColumn;
    private int cursorRow;

    /** An empty grid; a side of less than one cell counts as one. */
    public Canvas(int columns, int rows) {
        this.columns = Math.max(1, columns);
        this.rows = Math.max(1, rows);
        this.cells = new char[this.columns * this.rows];
        this.roles = new Role[cells.length];
        Arrays.fill(cells, ' ');
        Arrays.fill(roles, Role.PLAIN);
    }

    /** Cells in a row. */
    public int columns() {
        return columns;
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The character in a cell, or {@link #RIGHT_HALF}. */
    public char at(int column, int row) {
        return cells[row * columns + column];
    }

    /** What the text in a cell means. */
    public Role roleAt(int column, int row) {
        return roles[row * columns + column];
    }

    /** Where the hardware cursor stands (U33): a column. */
    public int cursorColumn() {
        return cursorColumn;
    }

    /** Where the hardware cursor stands (U33): a row. */
    public int cursorRow() {
        return cursorRow;
    }

    /** Moves the hardware cursor; kept inside the grid. */
    public void cursor(int column, int row) {
        cursorColumn = Math.max(0, Math.min(column, columns - 1));
        cursorRow = Math.max(0, Math.min(row, rows - 1));
    }

    /** Puts a line, with the cursor if the focus is in it. */
    public void put(int column, int row, Row content) {
        int at = column;
        for (Span span : content.spans()) {
            at = put(at, row, span.role(), span.text());
        }
        if (content.isFocused()) {
            cursor(column + content.cursor(), row);
        }
    }

    /** Puts a text, cut at the right edge; gives the column after it. */
    public int put(int column, int row, Role role, String text) {
        if (row < 0 || row >= rows) {
            return column;
        }
        int at = column;
        for (int i = 0; i < text.length(); i++) {
            char c = drawable(text.charAt(i));
            int width = TextWidth.of(c);
            if (at + width > columns) {
                break;
            }
            set(at, row, c, role);
            if (width == 2) {
                set(at + 1, row, RIGHT_HALF, role);
            }
            at += width;
        }
        return at;
    }

    /** A row as text, without blanks at its end. */
    public String line(int row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            if (at(column, row) != RIGHT_HALF) {
                line.append(at(column, row));
            }
        }
        return line.toString().stripTrailing();
    }

    private void set(int column, int row, char c, Role role) {
        if (column >= 0) {
            cells[row * columns + column] = c;
            roles[row * columns + column] = role;
        }
    }

    private static char drawable(char c) {
        return TextWidth.isSteady(c) ? c : UNSAFE;
    }
}
