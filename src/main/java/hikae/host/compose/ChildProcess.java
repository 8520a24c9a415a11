package hikae.host.compose;

import hikae.host.Plain;
import hikae.host.Waiting;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One command as a process: an environment of exactly what is given, within a limit, and in a
 * session of its own, so that neither Ctrl+C nor the end of the terminal reaches it.
 *
 * @param command the program by its full path, and its arguments
 * @param directory where it runs
 * @param variables all it may know
 * @param limit after which it is killed with all its children
 * @param input all that it reads
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChildProcess(List<String> command, Path directory, Map<String, String> variables, Duration limit, byte[] input) {
    private static final int REMEMBERED = 40;
    private static final int MOST_OUTPUT = 2000;

    /**
     * How it ended.
     *
     * @param exitCode its status
     * @param inTime false when it was killed at the limit
     * @param output what it printed on standard output, line by line, bounded
     * @param last the last lines of both streams
     */
    record Ended(int exitCode, boolean inTime, List<String> output, List<String> last) {
        boolean isGood() {
            return inTime && exitCode == 0;
        }
    }

    /** One that reads nothing. */
    ChildProcess(List<String> command, Path directory, Map<String, String> variables, Duration limit) {
        this(command, directory, variables, limit, new byte[0]);
    }

    /**
     * What it printed, to be read by a program.
     *
     * @param exitCode its status
     * @param inTime false when it was killed at the limit
     * @param whole false when it was killed for printing more than was wanted
     * @param output standard output as it came
     * @param errors the last lines of standard error
     */
    record Captured(int exitCode, boolean inTime, boolean whole, String output, List<String> errors) {
        boolean isGood() {
            return inTime && whole && exitCode == 0;
        }
    }

    /**
     * Runs it for its standard output.
     *
     * @param most bytes of it; the process is killed when it prints more
     */
    Captured capture(int most) throws IOException {
        Process process = start();
        AtomicBoolean inTime = new AtomicBoolean(true);
        background(() -> watch(process, inTime));
        Ears ears = new Ears(line -> {});
        Thread errors = background(() -> listen(process.errorReader(StandardCharsets.UTF_8), ears::error));
        byte[] output = process.getInputStream().readNBytes(most + 1);
        boolean whole = output.length <= most;
        if (!whole) {
            kill(process);
        }
        int exitCode = ended(process, errors);
        String text = new String(output, 0, Math.min(most, output.length), StandardCharsets.UTF_8);
        return new Captured(exitCode, inTime.get(), whole, text, List.copyOf(ears.last));
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        if (input.length == 0) {
            builder.redirectInput(new File("/dev/null"));
        }
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        if (input.length > 0) {
            background(() -> feed(process));
        }
        return process;
    }

    private static int ended(Process process, Thread errors) {
        Waiting.until(() -> {
            errors.join();
            process.waitFor();
            return true;
        });
        return process.isAlive() ? -1 : process.exitValue();
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Runs it; {@code lines} hears both streams, without control characters. */
    Ended run(Consumer<String> lines) throws IOException {
        Process process = start();
        AtomicBoolean inTime = new AtomicBoolean(true);
        background(() -> watch(process, inTime));
        Ears ears = new Ears(lines);
        Thread errors = background(() -> listen(process.errorReader(StandardCharsets.UTF_8), ears::error));
        listen(process.inputReader(StandardCharsets.UTF_8), ears::output);
        int exitCode = ended(process, errors);
        return new Ended(exitCode, inTime.get(), List.copyOf(ears.output), List.copyOf(ears.last));
    }

    private void watch(Process process, AtomicBoolean inTime) {
        if (!Waiting.until(() -> process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))) {
            inTime.set(false);
            kill(process);
        }
    }

    private void feed(Process process) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input);
        } catch (IOException e) {
            return; // it ended without reading all of it, and says why by its exit code
        }
    }

    private static void listen(BufferedReader stream, Consumer<String> ear) {
        try (stream) {
            for (String line = stream.readLine(); line != null; line = stream.readLine()) {
                ear.accept(Plain.text(line).stripTrailing());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread background(Runnable work) {
        Thread thread = new Thread(work, "child-process");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** What was heard so far. */
    private static final class Ears {
        private final Consumer<String> lines;
        private final List<String> output = new ArrayList<>();
        private final Deque<String> last = new ArrayDeque<>();

        Ears(Consumer<String> lines) {
            this.lines = lines;
        }

        synchronized void output(String line) {
            if (output.size() < MOST_OUTPUT) {
                output.add(line);
            }
            error(line);
        }

        synchronized void error(String line) {
            if (line.isEmpty()) {
                return;
            }
            if (last.size() == REMEMBERED) {
                last.removeFirst();
            }
            last.addLast(line);
            lines.accept(line);
        }
    }
}
