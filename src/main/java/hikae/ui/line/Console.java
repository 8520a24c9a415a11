package hikae.ui.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/**
 * The real terminal, left in its own line discipline: the kernel echoes and erases, we only write whole
 * lines. JLine's line reader is not used, it repaints the line with escape sequences; its terminal gives us
 * the echo switch (also where TERM is dumb) and Ctrl+C.
 */
final class Console implements Lines {
    /** What of a pasted text comes within this time belongs to the paste. */
    private static final long PASTE_MILLIS = 20;

    private static final long LOOK_MILLIS = 100;
    private static final Pattern KEYS_AND_CONTROLS =
            Pattern.compile("\\x1b\\[[0-9;?]*[ -/]*[@-~]|\\x1bO.|[\\x00-\\x08\\x0b-\\x1f\\x7f]");

    private final Terminal terminal;
    private final Attributes original;
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private boolean over;

    private Console(Terminal terminal) {
        this.terminal = terminal;
        this.original = terminal.getAttributes();
        terminal.setAttributes(cooked(true));
        terminal.handle(Terminal.Signal.INT, signal -> interrupted.set(true));
    }

    /**
     * Takes the terminal of this process.
     *
     * @throws UncheckedIOException when there is none
     */
    static Console open() {
        try {
            return new Console(TerminalBuilder.builder()
                    .system(true)
                    .provider("jni")
                    .type("ansi") // not asked of anything: for "dumb" JLine would not touch the terminal at all
                    .dumb(false)
                    .nativeSignals(true)
                    .graphemeCluster(false) // else it sends queries and waits for answers
                    .encoding(StandardCharsets.UTF_8)
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On a terminal that is already open. */
    static Console on(Terminal terminal) {
        return new Console(terminal);
    }

    @Override
    public void print(String line) {
        terminal.writer().print(line + "\n");
        terminal.writer().flush();
    }

    @Override
    public Heard ask(String prompt) {
        terminal.writer().print(prompt);
        terminal.writer().flush();
        Heard heard = over ? Heard.END : read();
        if (heard.kind() != Heard.Kind.TEXT) {
            print("");
        }
        return heard;
    }

    @Override
    public Heard askSecretly(String prompt) {
        terminal.setAttributes(cooked(false));
        try {
            return ask(prompt);
        } finally {
            terminal.setAttributes(cooked(true));
        }
    }

    @Override
    public boolean interrupted() {
        boolean pressed = interrupted.getAndSet(false);
        if (pressed) {
            print(""); // after the ^C that the terminal has echoed
        }
        return pressed;
    }

    @Override
    public void close() {
        terminal.setAttributes(original);
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Heard read() {
        StringBuilder line = new StringBuilder();
        while (true) {
            int c = next(LOOK_MILLIS);
            if (interrupted.getAndSet(false)) {
                return Heard.INTERRUPT;
            }
            if (c == '\n') {
                return new Heard(Heard.Kind.TEXT, clean(line.toString()), dropRest());
            }
            if (c == NonBlockingReader.EOF) {
                over = true;
                return line.isEmpty() ? Heard.END : Heard.text(clean(line.toString()));
            }
            if (c != NonBlockingReader.READ_EXPIRED) {
                line.append((char) c);
            }
        }
    }

    /** Leaves out what was pasted after the first line; how many lines that were. */
    private int dropRest() {
        int lines = 0;
        boolean open = false;
        for (int c = next(PASTE_MILLIS); c >= 0; c = next(PASTE_MILLIS)) {
            open = c != '\n';
            lines += open ? 0 : 1;
        }
        return open ? lines + 1 : lines;
    }

    /** The next character; a terminal that is gone counts as the end. */
    private int next(long millis) {
        try {
            return terminal.reader().read(millis);
        } catch (IOException e) {
            return NonBlockingReader.EOF;
        }
    }

    /** Arrow keys and the like arrive as characters in this mode; they are no part of an answer. */
    private static String clean(String line) {
        return KEYS_AND_CONTROLS.matcher(line).replaceAll("");
    }

    /** Whole lines, erased by the kernel in whole characters; a line end is echoed even where nothing else is. */
    private Attributes cooked(boolean echo) {
        Attributes attributes = new Attributes(original);
        attributes.setInputFlag(InputFlag.ICRNL, true);
        attributes.setInputFlag(InputFlag.IUTF8, true);
        attributes.setLocalFlag(LocalFlag.ICANON, true);
        attributes.setLocalFlag(LocalFlag.ISIG, true);
        attributes.setLocalFlag(LocalFlag.ECHO, echo);
        attributes.setLocalFlag(LocalFlag.ECHOE, true);
        attributes.setLocalFlag(LocalFlag.ECHONL, !echo);
        return attributes;
    }
}
