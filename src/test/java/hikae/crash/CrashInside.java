package hikae.crash;

import hikae.Program;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.lab.ChangedHost;
import hikae.lab.Lab;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The program in this process, from its entry on, for one Misskey of the lab.
 *
 * @param home the operator's
 * @param directory Misskey's
 */
record CrashInside(Path home, Path directory) {
    /** To its end, however that is. */
    Program.Ended ran(List<String> arguments) {
        return Program.run(Lab.environment(home, Map.of()), words(arguments));
    }

    /** When it comes to this point, something happens outside; it goes on. */
    Program.Ended disturbed(String point, Runnable happens, List<String> arguments) {
        AtomicBoolean happened = new AtomicBoolean();
        Host real = Lab.host(home);
        CrashPoints points = new CrashPoints(home.resolve("points"), Optional.of(point), () -> {
            happens.run();
            happened.set(true);
        });
        Host counted = points.counted(real);
        Program.Ended ended = Program.run(counted, words(arguments, "--json"));
        Lab.await(happened::get);
        return ended;
    }

    /** With another engine than there is. */
    Program.Ended changed(UnaryOperator<Docker> docker, List<String> arguments) {
        Host real = Lab.host(home);
        Host host = new ChangedHost(
                real.environment(),
                real.files(),
                docker.apply(real.docker()),
                real.compose(),
                real.postgres(),
                real.web());
        return Program.run(host, words(arguments, "--json"));
    }

    private String[] words(List<String> arguments, String... more) {
        return Stream.of(arguments.stream(), Stream.of(more), Stream.of("--dir", directory.toString()))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }
}
