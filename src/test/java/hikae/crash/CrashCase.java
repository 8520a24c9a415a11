package hikae.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command that is killed, at one point or at one and its next start at another.
 *
 * @param flow which command
 * @param points where it is killed, in order
 */
record CrashCase(String flow, List<String> points) {
    /** From its line: {@code FLOW POINT}, {@code FLOW POINT then POINT} and so on. */
    static CrashCase parse(String line) {
        String[] words = line.split(" ", 2);
        return new CrashCase(words[0], List.of(words[1].split(" then ")));
    }

    @Override
    public String toString() {
        return flow + " " + String.join(" then ", points);
    }

    /** Kills it, looks, starts it again, looks again. */
    CrashRow run(CrashServer server) {
        long begin = System.nanoTime();
        StringBuilder between = new StringBuilder();
        String after = "FAILED";
        try {
            server.begin(flow);
            List<String> command = server.command(flow);
            for (String point : points) {
                CrashProgram.Ended killed = server.hikae(point, command);
                assertThat(killed.status())
                        .as("was killed at %s: %s", point, killed.said())
                        .isEqualTo(137);
                between.append(between.isEmpty() ? "" : ", ").append(server.state());
                server.requireIntact();
            }
            boolean over = points.get(points.size() - 1).contains("/journal.ended#1:after");
            server.done(over ? server.command("continue") : command);
            server.requireSettled(flow);
            server.requireStill();
            after = server.state();
            server.reset(flow);
            return row(between, after, begin, null);
        } catch (AssertionError | RuntimeException e) {
            server.mend();
            return row(between, after, begin, e);
        }
    }

    private CrashRow row(StringBuilder between, String after, long begin, @Nullable Throwable why) {
        return new CrashRow(this, between.toString(), after, (System.nanoTime() - begin) / 1e9, why);
    }
}
