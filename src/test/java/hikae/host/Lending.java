package hikae.host;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.real.RealHost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Containers lent by a class of tests, known by its name.
 *
 * @param name what they are labelled with
 */
public record Lending(String name) {
    static final Duration LIMIT = Duration.ofSeconds(20);
    static final String IMAGE = "postgres:" + System.getenv("HIKAE_LAB_PG_MAJOR") + "-alpine";

    private static final Docker DOCKER = RealHost.here(Environment.ofProcess()).docker();

    /** The engine of the lab. */
    public static Docker docker() {
        Surroundings.lab("DOCKER_HOST");
        return DOCKER;
    }

    /** One that is asked for with nothing but this. */
    public ContainerSpec lent(String network, List<String> command, boolean keepEntrypoint) {
        return new ContainerSpec(
                IMAGE, network, command, keepEntrypoint, List.of(), List.of(), Map.of(), Map.of("it", name), 0);
    }

    /** Removes all of them. */
    public void removeAll() throws Exception {
        Shell.run("docker ps -aqf label=it=" + name + " | xargs -r docker rm -fv >/dev/null");
    }

    static Docker.Result in(String id, String script) {
        return docker().exec(id, List.of("sh", "-c", script), LIMIT);
    }

    public static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
        }
    }
}
