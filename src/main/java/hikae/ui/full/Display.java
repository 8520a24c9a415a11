package hikae.ui.full;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.Terminal;
import hikae.ui.full.widget.Canvas;
import hikae.ui.full.widget.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Brings a canvas onto a terminal, sending only what has changed. */
final class Display {
    private final Terminal terminal;
    private final TerminalScreen screen;
    private Theme theme;
    private boolean complete = true;

    Display(Terminal terminal, boolean color) {
        this.terminal = terminal;
        try {
            screen = new TerminalScreen(terminal);
            screen.startScreen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        theme = Theme.of(color);
        color(color);
    }

    /** An empty canvas of the terminal's present size. */
    Canvas canvas() {
        TerminalSize size = screen.getTerminalSize();
        return new Canvas(size.getColumns(), size.getRows());
    }

    /** With colour or without. */
    void color(boolean color) {
        if (terminal instanceof Tty tty) {
            tty.color(color);
        }
        theme = Theme.of(color);
        complete = true;
    }

    /** The next painting sends everything: something else may have written on the terminal. */
    void redraw() {
        complete = true;
    }

    /** By OSC 52; a terminal that does not know it ignores it. */
    void copy(String text) {
        if (terminal instanceof Tty tty) {
            tty.copy(text);
        }
    }

    /** Prints lines where the shell was; where there is no such place, on the screen. */
    void leave(List<String> lines) {
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
    void comeBack() {
        if (terminal instanceof Tty tty) {
            tty.comeBack();
        }
        complete = true;
    }

    /** Takes up the terminal's new size. */
    void resize() {
        try {
            if (terminal instanceof Tty tty) {
                tty.measure();
            }
            terminal.getTerminalSize();
            screen.doResizeIfNecessary();
            complete = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Shows the canvas.
     *
     * @throws UncheckedIOException if there is no terminal any more
     */
    void paint(Canvas canvas) {
        for (int row = 0; row < canvas.rows(); row++) {
            for (int column = 0; column < canvas.columns(); column++) {
                paint(canvas, column, row);
            }
        }
        screen.setCursorPosition(new TerminalPosition(canvas.cursorColumn(), canvas.cursorRow()));
        try {
            screen.refresh(complete ? Screen.RefreshType.COMPLETE : Screen.RefreshType.AUTOMATIC);
            complete = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void paint(Canvas canvas, int column, int row) {
        char c = canvas.at(column, row);
        if (c == Canvas.RIGHT_HALF) {
            return; // Lanterna fills it with the left half
        }
        TextCharacter cell = theme.cell(c, canvas.roleAt(column, row));
        screen.setCharacter(column, row, cell);
    }
}
