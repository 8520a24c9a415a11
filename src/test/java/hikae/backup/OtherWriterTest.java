package hikae.backup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.demo.DemoHost;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Host;
import hikae.lab.ChangedHost;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who can change a file that root will start (S5). */
class OtherWriterTest {
    private static final Path FILE = Path.of("/srv/b/compose.yml");
    private static final int STRANGER = 54_321;

    private final Map<Path, Files.State> states = new HashMap<>();

    OtherWriterTest() {
        is("/", Files.Kind.DIRECTORY, 0755, 0);
        is("/srv", Files.Kind.DIRECTORY, 0755, 0);
        is("/srv/b", Files.Kind.DIRECTORY, 0700, 0);
        is("/srv/b/compose.yml", Files.Kind.FILE, 0644, 0);
    }

    private void is(String path, Files.Kind kind, int mode, int uid) {
        states.put(Path.of(path), new Files.State(kind, 0, mode, uid, Instant.EPOCH, "1:1", 1));
    }

    private Optional<String> writer(int uid) {
        Host host = new DemoHost(Clock.systemUTC());
        Environment us = new Environment(Map.of(), "x", uid, Path.of("/root"), Path.of("/"), Clock.systemUTC());
        Files files = (Files) Proxy.newProxyInstance(
                Files.class.getClassLoader(),
                new Class<?>[] {Files.class},
                (proxy, method, words) -> switch (method.getName()) {
                    case "look" -> Optional.ofNullable(states.get(words[0]));
                    case "real" -> words[0];
                    default -> throw new AssertionError(method);
                });
        return OtherWriter.of(
                new ChangedHost(us, files, host.docker(), host.compose(), host.postgres(), host.web()), FILE);
    }

    @Test
    void rootAloneIsNoOther() {
        assertThat(writer(0)).isEmpty();
    }

    @Test
    void theOwnerOfTheFileOrOfADirectoryAboveItIs() {
        is("/srv/b/compose.yml", Files.Kind.FILE, 0600, STRANGER);
        assertThat(writer(0)).contains("54321");
        is("/srv/b/compose.yml", Files.Kind.FILE, 0600, 0);
        is("/srv", Files.Kind.DIRECTORY, 0755, STRANGER);
        assertThat(writer(0)).contains("54321");
        assertThat(writer(STRANGER)).isEmpty();
    }

    @Test
    void whoeverMayWriteIsToo() {
        is("/srv/b", Files.Kind.DIRECTORY, 0777, 0);
        assertThat(writer(0)).contains("others");
        assertThat(writer(1000)).contains("others");
        is("/srv/b", Files.Kind.DIRECTORY, 0770, 0);
        assertThat(writer(0)).contains("others");
        assertThat(writer(1000)).isEmpty();
    }

    @Test
    void aDirectoryInWhichEachHasHisOwnIsNone() {
        is("/srv", Files.Kind.DIRECTORY, 01777, 0);
        assertThat(writer(0)).isEmpty();
    }
}
