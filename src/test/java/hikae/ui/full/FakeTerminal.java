package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.Terminal;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import com.googlecode.lanterna.terminal.virtual.VirtualTerminalListener;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.ProblemException;
import hikae.ui.full.terminal.Keyboard;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A terminal in memory with an operator who follows a script: presses keys, looks at the screen, waits until
 * something is shown. When the script is over the terminal is gone.
 */
public final class FakeTerminal implements Keyboard {
    private static final long PATIENCE_SECONDS = 5;
    private static final Duration ENTERING = Duration.ofSeconds(60);

    @FunctionalInterface
    private interface Act {
        /** Does it; the key that results, or null to go on with the next act. */
        @Nullable
        Key on(FakeTerminal terminal);
    }

    final DefaultVirtualTerminal terminal;
    final FakeClock clock = new FakeClock();
    public final FullScreen face;
    public final List<String> farewells = new ArrayList<>();
    final List<String> kept = new ArrayList<>();
    private final Deque<Act> script = new ArrayDeque<>();
    private final Semaphore woken = new Semaphore(0);
    private final StringBuilder seen = new StringBuilder();
    private long wanted = -1;

    FakeTerminal(Language language, int columns, int rows) {
        this(language, columns, rows, SampleWords::in);
    }

    FakeTerminal(Language language, int columns, int rows, Function<Language, Messages> dictionary) {
        terminal = new DefaultVirtualTerminal(new TerminalSize(columns, rows));
        terminal.addVirtualTerminalListener(new Painted());
        face = FullScreen.on(
                terminal,
                this,
                new FullScreen.Setup(language, true, false, clock, resized -> {}, this::keep, farewells::add),
                dictionary);
    }

    public static FakeTerminal english() {
        return new FakeTerminal(Language.EN, 80, 24);
    }

    private Path keep(String name, String text) {
        if (name.contains("refused")) {
            throw ProblemException.of("disk-full", name);
        }
        kept.add(text);
        return Path.of("/root", name);
    }

    // --- the script

    FakeTerminal press(Key... keys) {
        for (Key key : keys) {
            script.add(self -> key);
        }
        return this;
    }

    public FakeTerminal press(Kind... kinds) {
        for (Kind kind : kinds) {
            press(Key.of(kind));
        }
        return this;
    }

    FakeTerminal type(String text) {
        text.codePoints().forEach(c -> press(Key.typed(c)));
        return this;
    }

    public FakeTerminal look(Consumer<String> at) {
        script.add(self -> {
            at.accept(dump());
            return null;
        });
        return this;
    }

    FakeTerminal sees(String... parts) {
        return look(screen -> assertThat(screen).contains(parts));
    }

    FakeTerminal seesNot(String... parts) {
        return look(screen -> assertThat(screen).doesNotContain(parts));
    }

    /** The cursor stands at the first character of this text, or behind it. */
    FakeTerminal cursorOn(String text) {
        return look(screen -> {
            TerminalPosition at = terminal.getCursorPosition();
            String line = screen.split("\n", -1)[at.getRow()];
            assertThat(line).as("line of the cursor").contains(text);
            assertThat(terminal.isCursorVisible()).isTrue();
        });
    }

    /** Waits for workers until the screen shows this. */
    FakeTerminal until(String part) {
        script.add(self -> waited(part));
        return this;
    }

    /** Waits for one worker to tell something. */
    FakeTerminal news() {
        script.add(self -> {
            awaitWorker("any news");
            return Key.of(Kind.WOKEN);
        });
        return this;
    }

    /** Presses Enter until the screen shows this: takes every page as it is, whatever it checks on the way. */
    FakeTerminal enterUntil(String part) {
        script.add(self -> entered(part, Instant.now().plus(ENTERING)));
        return this;
    }

    private @Nullable Key entered(String part, Instant end) {
        if (dump().contains(part)) {
            return null;
        }
        assertThat(Instant.now())
                .as("still no '%s' after many times Enter on\n%s", part, dump())
                .isBefore(end);
        script.addFirst(self -> entered(part, end));
        return Key.of(woken.tryAcquire() ? Kind.WOKEN : Kind.ENTER);
    }

    private @Nullable Key waited(String part) {
        if (dump().contains(part)) {
            return null;
        }
        script.addFirst(self -> waited(part));
        awaitWorker(part);
        return Key.of(Kind.WOKEN);
    }

    private void awaitWorker(String part) {
        try {
            assertThat(woken.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("a worker tells something while waiting for '%s' on\n%s", part, dump())
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Time passes, and whoever waited for it is told. */
    FakeTerminal after(Duration duration) {
        script.add(self -> {
            clock.pass(duration);
            return Key.of(Kind.WOKEN);
        });
        return this;
    }

    FakeTerminal resize(int columns, int rows) {
        script.add(self -> {
            terminal.setTerminalSize(new TerminalSize(columns, rows));
            return Key.of(Kind.RESIZED);
        });
        return this;
    }

    /** Something happens elsewhere. */
    FakeTerminal meanwhile(Runnable act) {
        script.add(self -> {
            act.run();
            return null;
        });
        return this;
    }

    /** The rest of the script will not happen. */
    FakeTerminal forget() {
        script.clear();
        return this;
    }

    FakeTerminal golden(String name) {
        return look(screen -> {
            Golden.compare(name, screen, terminal.getTerminalSize());
            Picture.compare(name, terminal);
        });
    }

    boolean isScriptOver() {
        return script.isEmpty();
    }

    /** How long the screen wanted to sleep when it last waited; negative is forever. */
    long wantedSleep() {
        return wanted;
    }

    // --- what the screen sees of it

    @Override
    public Key next(long wait) {
        wanted = wait;
        while (!script.isEmpty()) {
            @Nullable Key key = script.remove().on(this);
            if (key != null) {
                return key;
            }
        }
        return Key.of(Kind.CLOSED);
    }

    @Override
    public boolean hasMore() {
        return false;
    }

    @Override
    public void wake() {
        woken.release();
    }

    /** All screens there were, in their order. */
    String seen() {
        return seen.toString();
    }

    /** Takes a picture of each painting. */
    private final class Painted implements VirtualTerminalListener {
        @Override
        public void onFlush() {
            seen.append(dump()).append('\n');
        }

        @Override
        public void onBell() {
            throw new IllegalStateException("no bells");
        }

        @Override
        public void onClose() {
            // nothing to close
        }

        @Override
        public void onResized(Terminal resized, TerminalSize size) {
            // the screen asks for the size itself
        }
    }

    /** The whole screen as text, blanks at line ends removed. */
    String dump() {
        TerminalSize size = terminal.getTerminalSize();
        StringBuilder screen = new StringBuilder();
        for (int row = 0; row < size.getRows(); row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < size.getColumns(); column++) {
                TextCharacter cell = terminal.getCharacter(column, row);
                line.append(cell.getCharacterString());
                column += cell.isDoubleWidth() ? 1 : 0;
            }
            screen.append(line.toString().stripTrailing()).append('\n');
        }
        return screen.toString();
    }

    /** The colours of all text on the screen. */
    Set<TextColor> inks() {
        TerminalSize size = terminal.getTerminalSize();
        Set<TextColor> inks = new HashSet<>();
        for (int row = 0; row < size.getRows(); row++) {
            for (int column = 0; column < size.getColumns(); column++) {
                TextCharacter cell = terminal.getCharacter(column, row);
                assertThat(cell.getBackgroundColor()).isEqualTo(TextColor.ANSI.DEFAULT);
                inks.add(cell.getForegroundColor());
            }
        }
        return inks;
    }

    /** A clock that stands still until the script moves it. */
    static final class FakeClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-23T05:05:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
