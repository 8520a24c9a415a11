package hikae.crash;

import hikae.Program;
import hikae.host.Environment;
import hikae.host.Host;
import hikae.host.real.RealHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The program in a process of its own, on the real host, with every call to the outside counted. What to do is read
 * from standard input: the point at which to die, empty for none, then the arguments, a line each. So it can be
 * started while something else is still being done. After {@code power} and a blank the point is one at which the
 * machine's power goes.
 */
public final class CrashMain {
    /** Before a point at which not this process alone is killed. */
    static final String POWER = "power ";

    private CrashMain() {}

    /**
     * Does what standard input says.
     *
     * @param args where the names of the points go
     */
    public static void main(String[] args) throws IOException {
        List<String> lines = new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        Host real = RealHost.here(Environment.ofProcess());
        Optional<String> kill = Optional.of(lines.get(0)).filter(point -> !point.isEmpty());
        CrashPoints points = kill.filter(point -> point.startsWith(POWER)).isPresent()
                ? new CrashPoints(
                        Path.of(args[0]), kill.map(point -> point.substring(POWER.length())), CrashPoints::powerCut)
                : new CrashPoints(Path.of(args[0]), kill);
        Host counted = points.counted(real);
        Program.Ended ended =
                Program.run(counted, lines.subList(1, lines.size()).toArray(String[]::new));
        System.out.print(ended.out());
        System.err.print(ended.err());
        System.exit(ended.status());
    }
}
