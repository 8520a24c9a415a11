package hikae.ui.full;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jline.nativ.CLibrary;

/**
 * The terminal the launcher has prepared: modes and alternate screen are set, and it puts everything back
 * when we have ended. Asks the terminal nothing, ever; the size comes from the launcher and then from the
 * kernel. All output of one repaint is one write.
 */
final class Tty extends ANSITerminal {
    private static final int OUTPUT_BYTES = 1 << 16;
    private static final int INPUT_BYTES = 4096;

    private TerminalSize size;
    private boolean color;

    Tty(int columns, int rows) {
        this(columns, rows, new FileOutputStream(FileDescriptor.out));
    }

    Tty(int columns, int rows, OutputStream out) {
        super(InputStream.nullInputStream(), new BufferedOutputStream(out, OUTPUT_BYTES), StandardCharsets.UTF_8);
        size = sizeOf(columns, rows);
    }

    /** Reads the keyboard on a thread of its own until there is none any more. */
    static void readInto(Input input, InputStream keyboard) {
        Thread reader = new Thread(() -> read(input, keyboard), "keyboard");
        reader.setDaemon(true);
        reader.start();
    }

    /** The keyboard is not closed: closing would wait for the read that waits for the operator. */
    private static void read(Input input, InputStream in) {
        byte[] bytes = new byte[INPUT_BYTES];
        try {
            for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
                input.bytes(bytes, count);
            }
        } catch (IOException gone) {
            // the terminal is gone: the same as its end
        }
        input.closed();
    }

    /** Asks the kernel how large the terminal is now. */
    void measure() {
        try {
            CLibrary.WinSize now = new CLibrary.WinSize();
            if (CLibrary.ioctl(1, CLibrary.TIOCGWINSZ, now) == 0 && now.ws_col > 0 && now.ws_row > 0) {
                size = sizeOf(now.ws_col, now.ws_row);
            }
        } catch (LinkageError noNativeLibrary) {
            // the size of the start stays; Ctrl+L still repaints
        }
    }

    /** Without colour no colour code at all is sent (U59). */
    void color(boolean wanted) {
        color = wanted;
    }

    @Override
    protected TerminalSize findTerminalSize() {
        return size;
    }

    @Override
    public void setForegroundColor(TextColor ink) throws IOException {
        if (color) {
            super.setForegroundColor(ink);
        }
    }

    @Override
    public void setBackgroundColor(TextColor paper) {
        // always the terminal's own
    }

    @Override
    public void enterPrivateMode() {
        // the launcher has
    }

    @Override
    public void exitPrivateMode() {
        // the launcher will
    }

    private static TerminalSize sizeOf(int columns, int rows) {
        return new TerminalSize(Math.max(1, columns), Math.max(1, rows));
    }
}
