package hikae.app;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.demo.DemoHost;
import hikae.host.Compose;
import hikae.host.Docker;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Host;
import hikae.host.Postgres;
import hikae.host.Web;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake of ours somewhere in a command: how it ends and what is left. */
class BugTest {
    private static final String MESSAGE = "s3cret-in-the-message";

    private final DemoHost made = new DemoHost(Clock.systemUTC());
    private final Host broken = new Broken(made);
    private final Path log = made.environment().stateDirectory().resolve("bug.log");

    /** A host whose Docker is a mistake. */
    private record Broken(DemoHost made) implements Host {
        @Override
        public Environment environment() {
            return made.environment();
        }

        @Override
        public Files files() {
            return made.files();
        }

        @Override
        public Docker docker() {
            throw new IllegalStateException(MESSAGE);
        }

        @Override
        public Compose compose() {
            return made.compose();
        }

        @Override
        public Postgres postgres() {
            return made.postgres();
        }

        @Override
        public Web web() {
            return made.web();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"setup", "status", "backup", "storage", "schedule", "rehearse", "restore", "verify"})
    void u40EndsWithItsLogAndNothingChanged(String command) {
        Set<Path> before = new HashSet<>(made.memory().all().keySet());
        Program.Ended ended = Program.run(broken, command, "--no-input", "--yes");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("Nothing further was changed.").contains(log.toString());
        Set<Path> after = new HashSet<>(made.memory().all().keySet());
        after.removeAll(before);
        assertThat(after).containsExactly(log);
        assertThat(made.files().look(log).orElseThrow().mode()).isEqualTo(Files.PRIVATE);
    }

    @Test
    void u40IsWrittenDownWithoutItsMessage() {
        Program.Ended ended = Program.run(broken, "status", "--json");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.problem()).isEqualTo("bug");
        String written = new String(made.files().read(log, 1 << 16), StandardCharsets.UTF_8);
        assertThat(written)
                .contains("java.lang.IllegalStateException", "at hikae.")
                .doesNotContain(MESSAGE);
        assertThat(ended.out() + ended.err()).doesNotContain(MESSAGE);
    }
}
