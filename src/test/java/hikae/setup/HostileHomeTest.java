package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hikae.ask.Interview;
import hikae.ask.Page;
import hikae.host.Environment;
import hikae.host.Host;
import hikae.host.Victim;
import hikae.host.real.RealHost;
import hikae.recovery.record.RestoredPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root was reached by sudo from somebody whose home is full of links. */
class HostileHomeTest {
    private static final int OWNER = 65534;

    @TempDir
    Path temporary;

    @Test
    void nothingIsKeptBehindThemAndNobodyIsKeptFromTheirWork() throws IOException {
        assumeTrue(Environment.ofProcess().uid() == 0, "only root can work in the home of somebody else");
        Path base = temporary.toRealPath();
        Victim victim = Victim.in(base.resolve("victim"), "unfinished.json", "restored");
        Path home = owned(Files.createDirectory(base.resolve("home")));
        Path state = owned(Files.createDirectories(home.resolve(".local/state")));
        owned(home.resolve(".local"));
        owned(Files.createSymbolicLink(state.resolve("hikae"), victim.directory()));
        Map<String, String> before = victim.state();
        Host host = RealHost.here(new Environment(Map.of(), "root", 0, home, home, Clock.systemUTC()));

        UnfinishedSetup unfinished = new UnfinishedSetup(host);
        Page page = Page.of("place");
        unfinished.keep(new Interview("setup", List.of(page), 0, Map.of()), List.of(page));
        assertThat(unfinished.read()).isEmpty();
        unfinished.forget();
        assertThat(RestoredPlaces.all(host)).isEmpty();

        assertThat(victim.state()).isEqualTo(before);
    }

    private static Path owned(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", OWNER, LinkOption.NOFOLLOW_LINKS);
        return path;
    }
}
