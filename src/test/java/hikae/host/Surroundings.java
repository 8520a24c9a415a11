package hikae.host;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Environments for tests. */
public final class Surroundings {
    private Surroundings() {}

    /** The user of this process, at a home and with variables of the test's own. */
    public static Environment at(Path home, Map<String, String> variables) {
        Environment real = Environment.ofProcess();
        return new Environment(variables, real.user(), real.uid(), home, home, Clock.systemUTC());
    }

    /** Those of this process and one more. */
    static Environment with(Path home, String name, String value) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put(name, value);
        return at(home, variables);
    }

    /** What {@code lab env} exports; a test of the lab fails without it. */
    public static String lab(String variable) {
        String value = System.getenv(variable);
        if (value == null || !System.getenv().containsKey("HIKAE_LAB_PG_MAJOR")) {
            throw new AssertionError("run src/test/lab/lab up, then eval \"$(src/test/lab/lab env)\"");
        }
        return value;
    }
}
