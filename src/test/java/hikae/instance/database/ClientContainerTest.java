package hikae.instance.database;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.demo.DemoHost;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Host;
import hikae.lab.ChangedHost;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClientContainerTest {
    private static final Instant NOON = Instant.parse("2025-11-23T12:00:00Z");
    private static final long NOBODY = 999_999_999_999L;

    @Test
    void aPasswordThatAKilledProcessHasLeftIsDeleted() {
        DemoHost host = new DemoHost(Clock.fixed(NOON, ZoneOffset.UTC));
        Path state = host.environment().stateDirectory();
        host.files().makeDirectory(state, Files.PRIVATE_DIRECTORY);
        Path left = write(host, state, "pgpass-" + NOBODY);
        Path used = write(host, state, "pgpass-" + ProcessHandle.current().pid());
        Path other = write(host, state, "unfinished.json");

        ClientContainer.tidy(host);

        assertThat(host.files().list(state)).contains(used, other).doesNotContain(left);
    }

    @Test
    void soIsOneWhoseNumberIsThatOfAnotherProcessByNow() {
        DemoHost host = new DemoHost(Clock.fixed(NOON, ZoneOffset.UTC));
        Path state = host.environment().stateDirectory();
        host.files().makeDirectory(state, Files.PRIVATE_DIRECTORY);
        Path mine = write(host, state, "pgpass-" + ProcessHandle.current().pid());

        ClientContainer.tidy(host);
        assertThat(host.files().look(mine)).isPresent();

        ClientContainer.tidy(later(host, Duration.ofMinutes(6)));
        assertThat(host.files().look(mine)).isEmpty();
    }

    @Test
    void whereThereIsNoSuchDirectoryThereIsNothingToDo() {
        DemoHost host = new DemoHost(Clock.fixed(NOON, ZoneOffset.UTC));

        ClientContainer.tidy(host);

        assertThat(host.files().look(host.environment().stateDirectory())).isEmpty();
    }

    private static Host later(DemoHost host, Duration by) {
        Environment now = host.environment();
        Clock clock = Clock.offset(now.clock(), by);
        Environment then =
                new Environment(now.variables(), now.user(), now.uid(), now.home(), now.workingDirectory(), clock);
        return new ChangedHost(then, host.files(), host.docker(), host.compose(), host.postgres(), host.web());
    }

    private static Path write(DemoHost host, Path state, String name) {
        Path file = state.resolve(name);
        host.files().write(file, new byte[] {'x'}, Files.PRIVATE);
        return file;
    }
}
