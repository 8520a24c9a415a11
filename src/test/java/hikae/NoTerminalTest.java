package hikae;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.demo.DemoHost;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Started from a pipe or a timer: nobody can be asked. */
class NoTerminalTest {
    private final DemoHost host = new DemoHost(Clock.systemUTC());

    @Test
    void u67TheMenuIsNotWaitedForButTheFlagsAreNamed() {
        Program.Ended ended = Program.run(host);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("hikae setup --answers FILE --yes").doesNotContain("\u001B");
        assertThat(ended.err().lines().count()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"setup", "setup --plain", "restore", "restore --plain"})
    void u67ACommandWithoutItsAnswersOrItsConsentChangesNothing(String words) {
        Set<Path> before = Set.copyOf(host.memory().all().keySet());
        Program.Ended ended = Program.run(host, words.split(" "));
        assertThat(ended.status()).isIn(2, 3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("hikae ").doesNotContain("\u001B");
        assertThat(host.memory().all().keySet()).allMatch(path -> before.contains(path) || isDraft(path));
    }

    private static boolean isDraft(Path path) {
        return path.endsWith("unfinished.json");
    }
}
