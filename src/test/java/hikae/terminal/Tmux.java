package hikae.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** One tmux server of our own with one window: the installed program as an operator sees it. */
final class Tmux implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_PRESSES = 60;

    private final String socket;

    private Tmux(String socket) {
        this.socket = socket;
    }

    /** A shell in a window of this size; the environment is that of the tests plus this. */
    static Tmux open(int columns, int rows, Map<String, String> environment) throws IOException, InterruptedException {
        Tmux tmux = new Tmux("hikae-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        List<String> command = new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d", "-x", "" + columns));
        command.addAll(List.of("-y", "" + rows));
        environment.forEach((key, value) -> command.addAll(List.of("-e", key + "=" + value)));
        command.addAll(List.of("env PS1='ready> ' bash --norc --noprofile"));
        tmux.run(command);
        tmux.run(List.of("set", "-g", "escape-time", "0"));
        tmux.await(screen -> screen.contains("ready>"), "a shell");
        return tmux;
    }

    /** Types a command and Enter. */
    void type(String line) throws IOException, InterruptedException {
        run(List.of("send-keys", "-l", line));
        key("Enter");
    }

    /** Presses keys by tmux's names: Enter, Escape, Down, C-c. */
    void key(String... keys) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        run(command);
    }

    /** Types text as a keyboard would, without Enter. */
    void text(String text) throws IOException, InterruptedException {
        run(List.of("send-keys", "-l", text));
    }

    /** Pastes text as a terminal does that marks pastes. */
    void paste(String text) throws IOException, InterruptedException {
        run(List.of("set-buffer", "--", text));
        run(List.of("paste-buffer", "-p"));
    }

    void resize(int columns, int rows) throws IOException, InterruptedException {
        run(List.of("resize-window", "-x", "" + columns, "-y", "" + rows));
    }

    /** The screen now, one line a row. */
    String screen() throws IOException, InterruptedException {
        return run(List.of("capture-pane", "-p"));
    }

    /** Waits until the screen shows this text; fails with the screen as it is. */
    String await(String text) throws IOException, InterruptedException {
        return await(screen -> screen.contains(text), text);
    }

    String await(Predicate<String> shown, String what) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        String screen = screen();
        while (!shown.test(screen)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not shown: " + what + "\n" + screen);
            }
            Thread.sleep(60); // tmux tells nobody of a change; the screen is the condition
            screen = screen();
        }
        return screen;
    }

    /** Presses Enter until this is shown: it goes from field to field, runs the checks, goes on when they are fine. */
    void enterUntil(String shown) throws IOException, InterruptedException {
        enterUntil(shown, screen -> screen);
    }

    /**
     * The same in line mode, which takes what comes between two questions for a paste: an Enter only at a question
     * that was not there at the Enter before.
     */
    void enterAtQuestionsUntil(String shown) throws IOException, InterruptedException {
        enterUntil(shown, screen -> {
            List<String> lines = screen.lines().filter(line -> !line.isBlank()).toList();
            boolean asked = screen.stripTrailing().endsWith(":");
            return asked ? String.join("\n", lines.subList(Math.max(0, lines.size() - 3), lines.size())) : "";
        });
    }

    private void enterUntil(String shown, UnaryOperator<String> question) throws IOException, InterruptedException {
        String before = "";
        String screen = screen();
        for (int presses = 0; !screen.contains(shown) && presses < MOST_PRESSES; presses++) {
            String last = before;
            screen = await(
                    now -> !question.apply(now).isEmpty()
                            && !question.apply(now).equals(last),
                    "the way to " + shown);
            before = question.apply(screen);
            if (!screen.contains(shown)) {
                key("Enter");
            }
        }
        await(shown);
    }

    /** Takes what programs send for the clipboard, as a terminal does that knows OSC 52. */
    void takeClipboard() throws IOException, InterruptedException {
        run(List.of("set", "-s", "set-clipboard", "on"));
    }

    /** What was sent for the clipboard last; empty when nothing was. */
    String clipboard() throws IOException, InterruptedException {
        return run(List.of("list-buffers")).isEmpty() ? "" : run(List.of("show-buffer"));
    }

    /** The process id of the shell in the window. */
    long shell() throws IOException, InterruptedException {
        return Long.parseLong(
                run(List.of("display-message", "-p", "#{pane_pid}")).strip());
    }

    @Override
    public void close() throws IOException {
        new ProcessBuilder("tmux", "-L", socket, "kill-server").start().onExit().join();
    }

    private String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", socket));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + ": " + output);
        }
        return output;
    }
}
