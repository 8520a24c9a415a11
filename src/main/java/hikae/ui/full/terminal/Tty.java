package hikae.ui.full.terminal;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jline.nativ.CLibrary;

/**
 * The terminal the launcher has prepared: modes and alternate screen are set, and it puts everything back
 * when we have ended. Asks the terminal nothing, ever; the size comes from the launcher and then from the
 * kernel. All output of one repaint is one write.
 */
public final class Tty extends ANSITerminal {
    private static final int OUTPUT_BYTES = 1 << 16;
    private static final int INPUT_BYTES = 4096;

    private static final int PIECE = 240;

    private final boolean wrapped = System.getenv("STY") != null && System.getenv("TMUX") == null;
    private TerminalSize size;
    private boolean color;

    public Tty(int columns, int rows) {
        this(columns, rows, new FileOutputStream(FileDescriptor.out));
    }

    Tty(int columns, int rows, OutputStream out) {
        super(InputStream.nullInputStream(), new BufferedOutputStream(out, OUTPUT_BYTES), StandardCharsets.UTF_8);
        size = sizeOf(columns, rows);
    }

    /** Reads the keyboard on a thread of its own until there is none any more. */
    public static void readInto(Input input, InputStream keyboard) {
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

    /** Sends a text for the terminal's clipboard; screen passes it on only in pieces of its own. */
    void copy(String text) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        String sent = "\u001B]52;c;" + encoded + "\u0007";
        write(wrapped ? pieces(sent) : sent);
    }

    private static String pieces(String text) {
        StringBuilder all = new StringBuilder();
        for (int from = 0; from < text.length(); from += PIECE) {
            all.append("\u001BP")
                    .append(text, from, Math.min(text.length(), from + PIECE))
                    .append("\u001B\\");
        }
        return all.toString();
    }

    /** Shows what was there before the screen, with these lines below it. */
    void leave(List<String> lines) {
        write("\u001B[0m\u001B[?1049l\r\n" + String.join("\r\n", lines) + "\r\n");
    }

    /** The screen again, empty. */
    void comeBack() {
        write("\u001B[?1049h\u001B[2J");
    }

    private void write(String text) {
        try {
            writeToTerminal(text.getBytes(StandardCharsets.UTF_8));
            flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** As it is: what is on a canvas has nothing in it that a terminal could misread. */
    @Override
    public void putString(String text) throws IOException {
        writeToTerminal(text.getBytes(StandardCharsets.UTF_8));
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
