package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import hikae.ask.Interview;
import hikae.text.Language;
import hikae.ui.FrontEnd;
import hikae.ui.full.terminal.Keyboard;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Presses keys, pastes and pulls at the window at random, always the same for a seed, and looks at the screen. */
final class Monkey implements Keyboard {
    private static final String LETTERS = "aaaaatdlwubyp/q0123456789 xＡｙ３あ?\"'$";
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final List<String> PASTES = List.of(
            "example.com",
            "\texample.com",
            " 'quoted'\n\n",
            "https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com/misskey\n",
            "\u001B[31m日本語\u200B😀",
            "x".repeat(300));
    private static final int LOOK_EVERY = 16;

    private final Random random;
    private final Semaphore woken = new Semaphore(0);
    private final Terminal terminal = new Terminal();
    private final Set<String> places = new TreeSet<>();
    private final int most;
    private int done;
    private boolean painted;
    private @Nullable Interview interview;
    private @Nullable List<String> answers;

    /** Knows whether the screen is left for a plain page. */
    private static final class Terminal extends DefaultVirtualTerminal {
        private boolean left;

        Terminal() {
            super(new TerminalSize(80, 24));
        }

        @Override
        public synchronized void enterPrivateMode() {
            left = false;
            super.enterPrivateMode();
        }

        @Override
        public synchronized void exitPrivateMode() {
            left = true;
            super.exitPrivateMode();
        }
    }

    Monkey(long seed, int most) {
        this.random = new Random(seed);
        this.most = most;
    }

    FullScreen face(Language language, Clock clock) {
        FullScreen.Setup setup = new FullScreen.Setup(
                language, true, false, clock, resized -> {}, (name, text) -> Path.of("/root", name), text -> {});
        return FullScreen.on(terminal, this, setup, SampleWords::in);
    }

    /** The same face, by which is known whose questions are on the screen. */
    FrontEnd watching(FrontEnd face) {
        return (FrontEnd) Proxy.newProxyInstance(
                FrontEnd.class.getClassLoader(), new Class<?>[] {FrontEnd.class}, (proxy, method, words) -> {
                    interview = method.getName().equals("conduct") ? (Interview) words[0] : null;
                    try {
                        return method.invoke(face, words);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        interview = null;
                        answers = null;
                    }
                });
    }

    boolean isTired() {
        return done >= most;
    }

    int done() {
        return done;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    Set<String> places() {
        return places;
    }

    // --- what it does

    @Override
    public Key next(long wait) {
        keepsAnswers();
        if (painted && done % LOOK_EVERY == 0) {
            look();
        }
        if (isTired()) {
            return Key.of(Kind.CLOSED);
        }
        done++;
        painted = false;
        Key key = key(wait);
        boolean touches = key.kind() != Kind.RESIZED && key.kind() != Kind.F3 && key.kind() != Kind.F4;
        answers = touches ? null : texts();
        return key;
    }

    private Key key(long wait) {
        int dice = random.nextInt(100);
        if (dice < 3) {
            terminal.setTerminalSize(new TerminalSize(20 + random.nextInt(110), 5 + random.nextInt(40)));
            return Key.of(Kind.RESIZED);
        }
        if (dice < 18) {
            return waited(wait);
        }
        if (dice < 45) {
            return Key.of(Kind.ENTER);
        }
        if (dice < 70) {
            return Key.typed(LETTERS.codePointAt(random.nextInt(LETTERS.length())));
        }
        if (dice < 74) {
            return Key.paste(PASTES.get(random.nextInt(PASTES.size())));
        }
        return dice < 78 ? Key.ctrl("acegklortuwy".charAt(random.nextInt(12))) : special();
    }

    private Key special() {
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        return switch (kind) {
            case CHAR, CTRL, PASTE, CLOSED, RESIZED, WOKEN -> Key.of(random.nextBoolean() ? Kind.DOWN : Kind.TAB);
            default -> Key.of(kind);
        };
    }

    /** Gives what works behind the screen a moment. */
    private Key waited(long wait) {
        try {
            if (wait < 0) {
                return Key.of(Kind.WOKEN); // nothing is going on
            }
            woken.drainPermits();
            if (woken.tryAcquire(1, TimeUnit.MILLISECONDS)) {
                return Key.of(Kind.WOKEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Key.of(Kind.WOKEN);
    }

    @Override
    public boolean hasMore() {
        painted = random.nextInt(LOOK_EVERY) == 0 || done % LOOK_EVERY == 0 || isTired();
        return !painted;
    }

    @Override
    public void wake() {
        woken.release();
    }

    // --- what it looks at

    /** A change of size, of colours, a repaint: none of them touches an answer. */
    private void keepsAnswers() {
        List<String> before = answers;
        if (before != null && interview != null) {
            assertThat(texts()).isEqualTo(before);
        }
    }

    private @Nullable List<String> texts() {
        Interview present = interview;
        return present == null
                ? null
                : present.fields().stream().map(present::text).toList();
    }

    private void look() {
        TerminalSize size = terminal.getTerminalSize();
        TerminalPosition cursor = terminal.getCursorPosition();
        assertThat(cursor.getColumn()).isBetween(0, size.getColumns() - 1);
        assertThat(cursor.getRow()).isBetween(0, size.getRows() - 1);
        if (terminal.left || size.getColumns() < Frame.LEAST_COLUMNS || size.getRows() < Frame.LEAST_ROWS) {
            return;
        }
        String title = line(0);
        assertThat(title).startsWith(" Hikae | ");
        // a line that is too wide goes on in the next one
        assertThat(line(1)).startsWith("-").endsWith("----");
        assertThat(line(size.getRows() - 2)).startsWith("---");
        places.add(title.substring(" Hikae | ".length()).split("  ", 2)[0].strip());
    }

    private String line(int row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < terminal.getTerminalSize().getColumns(); column++) {
            TextCharacter cell = terminal.getCharacter(column, row);
            line.append(cell.getCharacterString());
            column += cell.isDoubleWidth() ? 1 : 0;
        }
        return line.toString();
    }

    /** For whoever reads why it failed. */
    String screen() {
        StringBuilder screen = new StringBuilder();
        for (int row = 0; row < terminal.getTerminalSize().getRows(); row++) {
            screen.append(line(row).stripTrailing()).append('\n');
        }
        return screen.toString();
    }
}
