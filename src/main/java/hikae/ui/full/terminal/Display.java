package hikae.ui.full.terminal;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.Terminal;
import hikae.ui.full.widget.Canvas;
import hikae.ui.full.widget.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Brings a canvas onto a terminal, sending only what has changed. Not Lanterna's own screen: that looks for grapheme
 * borders and Unicode blocks in every cell, which a canvas has already done, and is a quarter of the time to the first
 * paint.
 */
public final class Display {
    /** Unchanged cells between two changes that are sent again: that is shorter than moving the cursor. */
    private static final int BRIDGE = 6;

    private final Terminal terminal;
    private Theme theme;
    private Canvas shown = new Canvas(0, 0);
    private boolean complete = true;

    public Display(Terminal terminal, boolean color) {
        this.terminal = terminal;
        theme = Theme.of(color);
        color(color);
    }

    /** An empty canvas of the terminal's present size. */
    public Canvas canvas() {
        try {
            TerminalSize size = terminal.getTerminalSize();
            return new Canvas(size.getColumns(), size.getRows());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With colour or without. */
    public void color(boolean color) {
        if (terminal instanceof Tty tty) {
            tty.color(color);
        }
        theme = Theme.of(color);
        complete = true;
    }

    /** The next painting sends everything: something else may have written on the terminal. */
    public void redraw() {
        complete = true;
    }

    /** By OSC 52; a terminal that does not know it ignores it. */
    public void copy(String text) {
        if (terminal instanceof Tty tty) {
            tty.copy(text);
        }
    }

    /** Prints lines where the shell was; where there is no such place, on the screen. */
    public void leave(List<String> lines) {
        if (terminal instanceof Tty tty) {
            tty.leave(lines);
            return;
        }
        Canvas canvas = canvas();
        for (int row = 0; row < Math.min(lines.size(), canvas.rows()); row++) {
            canvas.put(0, row, Role.PLAIN, lines.get(row));
        }
        paint(canvas);
    }

    /** The screen again. */
    public void comeBack() {
        if (terminal instanceof Tty tty) {
            tty.comeBack();
        }
        complete = true;
    }

    /** Takes over the terminal's new size. */
    public void resize() {
        if (terminal instanceof Tty tty) {
            tty.measure();
        }
        complete = true;
    }

    /**
     * Shows the canvas.
     *
     * @throws UncheckedIOException if there is no terminal any more
     */
    public void paint(Canvas canvas) {
        try {
            if (complete || canvas.columns() != shown.columns() || canvas.rows() != shown.rows()) {
                terminal.resetColorAndSGR();
                terminal.clearScreen();
                shown = new Canvas(canvas.columns(), canvas.rows());
                complete = false;
            }
            for (int row = 0; row < canvas.rows(); row++) {
                paintRow(canvas, row);
            }
            terminal.setCursorVisible(true);
            terminal.setCursorPosition(canvas.cursorColumn(), canvas.cursorRow());
            terminal.flush();
            shown = canvas;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void paintRow(Canvas canvas, int row) throws IOException {
        int column = 0;
        while (column < canvas.columns()) {
            if (isShown(canvas, column, row)) {
                column++;
                continue;
            }
            int end = column + 1;
            for (int next = end; next < canvas.columns() && next <= end + BRIDGE; next++) {
                if (!isShown(canvas, next, row)) {
                    end = next + 1;
                }
            }
            terminal.setCursorPosition(column, row);
            send(canvas, column, end, row);
            column = end;
        }
    }

    private boolean isShown(Canvas canvas, int column, int row) {
        return canvas.at(column, row) == shown.at(column, row)
                && canvas.roleAt(column, row) == shown.roleAt(column, row);
    }

    /** Sends cells of one row, those of one role at a time; a wide character is sent with its left half. */
    private void send(Canvas canvas, int from, int to, int row) throws IOException {
        int column = from;
        while (column < to) {
            Role role = canvas.roleAt(column, row);
            StringBuilder text = new StringBuilder();
            while (column < to && canvas.roleAt(column, row) == role) {
                if (canvas.at(column, row) != Canvas.RIGHT_HALF) {
                    text.append(canvas.at(column, row));
                }
                column++;
            }
            send(text.toString(), role);
        }
    }

    private void send(String text, Role role) throws IOException {
        TextColor ink = theme.ink(role);
        boolean plain = ink == TextColor.ANSI.DEFAULT && !theme.isBold(role);
        if (theme.isBold(role)) {
            terminal.enableSGR(SGR.BOLD);
        }
        if (ink != TextColor.ANSI.DEFAULT) {
            terminal.setForegroundColor(ink);
        }
        terminal.putString(text);
        if (!plain) {
            terminal.resetColorAndSGR();
        }
    }
}
