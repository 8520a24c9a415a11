package hikae.lab;

import hikae.host.Environment;
import hikae.host.Host;
import hikae.host.real.RealHost;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The lab's engine and programs as a test meets them; src/test/lab/README.md says how to bring it up. */
public final class Lab {
    private static final long SHORTEST_PAUSE = Duration.ofMillis(10).toNanos();
    private static final List<String> NEEDED = List.of("DOCKER_HOST", "DOCKER_CONFIG", "HIKAE_LAB_PG_MAJOR");

    private Lab() {}

    /** This server with the lab's engine, and a home of the test's own; nothing of the real home is seen. */
    public static Host host(Path home) {
        return host(home, Map.of());
    }

    /** The same with other variables, which replace those of this process. */
    public static Host host(Path home, Map<String, String> changed) {
        return RealHost.here(environment(home, changed));
    }

    /** What the program is told of this server. */
    public static Environment environment(Path home, Map<String, String> changed) {
        requireUp();
        Environment real = Environment.ofProcess();
        Map<String, String> variables = new HashMap<>(real.variables());
        variables.keySet().removeIf(name -> name.startsWith("XDG_"));
        variables.putAll(changed);
        Clock clock = Clock.system(ZoneId.of("Asia/Tokyo"));
        return new Environment(variables, real.user(), real.uid(), home, home, clock);
    }

    /** What {@code lab env} says for a generation of Compose: v1, v2 or newest. */
    public static Map<String, String> compose(String generation) {
        Map<String, String> variables = new HashMap<>();
        String shown = "eval \"$(src/test/lab/lab env --compose " + generation + ")\"; env -0";
        for (String entry : shell(shown).split("\0")) {
            int equals = entry.indexOf('=');
            variables.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        variables.keySet().retainAll(List.of("DOCKER_HOST", "DOCKER_CONFIG", "PATH"));
        return variables;
    }

    /** Fails with what to do where the lab is not up or its variables are not set. */
    static void requireUp() {
        List<String> missing =
                NEEDED.stream().filter(name -> System.getenv(name) == null).toList();
        if (!missing.isEmpty()) {
            throw new AssertionError(
                    missing + " not set: run src/test/lab/lab up, then eval \"$(src/test/lab/lab env)\"");
        }
    }

    /** The major version of the lab's own PostgreSQL. */
    public static int major() {
        requireUp();
        return Integer.parseInt(System.getenv("HIKAE_LAB_PG_MAJOR"));
    }

    /** Waits until it is so; fails after a minute. */
    public static void await(BooleanSupplier condition) {
        await(condition, Duration.ofMinutes(1));
    }

    /**
     * Waits until it is so, for so long at most. To ask is work, too, most of all where it starts a program: the longer
     * an answer takes, the longer the pause after it, or what is waited for gets no processor.
     */
    public static void await(BooleanSupplier condition, Duration most) {
        Instant end = Instant.now().plus(most);
        for (long asked = System.nanoTime(); !condition.getAsBoolean(); asked = System.nanoTime()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not so after " + most);
            }
            LockSupport.parkNanos(Math.max(SHORTEST_PAUSE, 3 * (System.nanoTime() - asked)));
        }
    }

    /** Everything a script printed, without the last line break; fails when the script does. */
    public static String shell(String script) {
        return run(List.of("bash", "-euc", script));
    }

    /** What docker prints for these arguments. */
    public static String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** What psql prints in a running container for these arguments, given this on standard input; fails when it does. */
    public static String psql(String container, List<String> arguments, String input) {
        List<String> command = new ArrayList<>(List.of("psql"));
        command.addAll(arguments);
        return InContainer.run(container, command, input);
    }

    /** The containers of a Compose project, stopped ones too: full ids and names, one a line. */
    public static String containers(String project) {
        return docker("ps", "-a", "--no-trunc", "--format", "{{.ID}} {{.Names}} {{.State}}", "--filter", of(project))
                .lines()
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** Docker's filter for what belongs to a Compose project. */
    static String of(String project) {
        return "label=com.docker.compose.project=" + project;
    }

    /** Everything a command printed, without the last line break; fails when the command does. */
    public static String run(List<String> command) {
        return run(command, "");
    }

    /** The same with this text on standard input. */
    static String run(List<String> command, String input) {
        return run(command, input, System.getenv());
    }

    /** The same with these variables alone. */
    static String run(List<String> command, String input, Map<String, String> variables) {
        requireUp();
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().retainAll(variables.keySet());
            builder.environment().putAll(variables);
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " failed: " + output);
            }
            return output.strip();
        } catch (IOException e) {
            throw new AssertionError(command + " could not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
