package hikae.ui.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real console on a real pseudo-terminal: what the kernel echoes is what would be seen. */
class ConsoleTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Tells of every pseudo-terminal that its other end was closed. */
    private static final Logger PUMP = Logger.getLogger("org.jline");

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private PipedOutputStream keyboard = new PipedOutputStream();
    private Terminal terminal;
    private Console console;

    @BeforeEach
    void open() throws IOException {
        PUMP.setLevel(Level.OFF);
        keyboard = new PipedOutputStream();
        terminal = TerminalBuilder.builder()
                .system(false)
                .provider("jni")
                .type("ansi")
                .streams(new PipedInputStream(keyboard, 1 << 16), screen)
                .encoding(StandardCharsets.UTF_8)
                .graphemeCluster(false)
                .build();
        console = Console.on(terminal);
    }

    @AfterEach
    void close() throws IOException {
        console.close();
    }

    @Test
    void readsALineThatTheTerminalEchoes() throws Exception {
        assertThat(answer(() -> console.ask("Name: "), "あいう\u007fえ\n").text()).isEqualTo("あいえ");
        seen("Name: あいう");
    }

    @Test
    void u31EchoesNoSecretAndEchoesAgainAfterIt() throws Exception {
        assertThat(answer(() -> console.askSecretly("Password: "), "hunter2\n").text())
                .isEqualTo("hunter2");
        assertThat(answer(() -> console.ask("Name: "), "plain\n").text()).isEqualTo("plain");
        seen("Name: plain");
        assertThat(screen.toString(StandardCharsets.UTF_8)).doesNotContain("hunter2");
    }

    @Test
    void takesOneLineOfAPasteAndCountsTheRest() throws Exception {
        Heard heard = answer(() -> console.ask("Key: "), "first\nsecond\nthird\n");
        assertThat(heard).isEqualTo(new Heard(Heard.Kind.TEXT, "first", 2));
        assertThat(answer(() -> console.ask("Next: "), "typed\n").text()).isEqualTo("typed");
    }

    @Test
    void arrowKeysAndControlsAreNoPartOfAnAnswer() throws Exception {
        assertThat(answer(() -> console.ask("Name: "), "a\u001b[D\u001b[200~b\u001bOPc\u0001\n")
                        .text())
                .isEqualTo("abc");
    }

    @Test
    void endsForGoodWithTheInput() throws Exception {
        assertThat(answer(() -> console.ask("Name: "), "\u0004").kind()).isEqualTo(Heard.Kind.END);
        assertThat(console.ask("Name: ").kind()).isEqualTo(Heard.Kind.END);
    }

    @Test
    void ctrlCIsHeardAtAPrompt() throws Exception {
        CompletableFuture<Heard> heard = CompletableFuture.supplyAsync(() -> console.ask("Name: "));
        seen("Name: ");
        terminal.raise(Terminal.Signal.INT);
        assertThat(heard.get(LONG.toSeconds(), TimeUnit.SECONDS).kind()).isEqualTo(Heard.Kind.INTERRUPT);
    }

    @Test
    void ctrlCIsHeardOnceWhileNothingIsAsked() {
        assertThat(console.interrupted()).isFalse();
        terminal.raise(Terminal.Signal.INT);
        assertThat(console.interrupted()).isTrue();
        assertThat(console.interrupted()).isFalse();
    }

    @Test
    void writesNoEscapeAndNoLoneReturn() throws Exception {
        console.print("One statement.");
        assertThat(answer(() -> console.ask("Name: "), "x\n").text()).isEqualTo("x");
        assertThat(answer(() -> console.askSecretly("Password: "), "y\n").text())
                .isEqualTo("y");
        console.print("Done.");
        seen("Done.\r\n");
        String all = screen.toString(StandardCharsets.UTF_8);
        assertThat(all).doesNotContain("\u001b");
        assertThat(all.replace("\r\n", "")).doesNotContain("\r");
    }

    private Heard answer(Supplier<Heard> question, String keys) throws Exception {
        CompletableFuture<Heard> heard = CompletableFuture.supplyAsync(question);
        until("a prompt", screen -> screen.endsWith(": "));
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
        return heard.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private void seen(String text) {
        until(text, screen -> screen.contains(text));
    }

    private void until(String what, Predicate<String> there) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!there.test(screen.toString(StandardCharsets.UTF_8))) {
            assertThat(System.nanoTime()).as("still not there: %s", what).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
