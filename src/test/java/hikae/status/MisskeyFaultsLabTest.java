package hikae.status;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real faults on Misskey's side, its network included: each turns exactly its own line red. */
@Tag("lab")
class MisskeyFaultsLabTest {
    private static LabInstance misskey;

    private LabStatus status;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        misskey = LabInstance.plain();
    }

    @AfterAll
    static void remove() {
        misskey.close();
    }

    @BeforeEach
    void setUp() {
        misskey.compose("up -d"); // whatever the test before has taken down
        status = new LabStatus(misskey, home);
        misskey.setUpOnce(status::setUp);
    }

    @AfterEach
    void forget() {
        misskey.forgetBackup();
    }

    @Test
    void aNetworkMadeAnewWhileTheContainerWasStopped() {
        Lab.docker("stop", "-t", "1", misskey.backupContainer());
        misskey.compose("down -t 1");
        misskey.compose("up -d");
        status.assertReds("network");
        status.mend();
    }

    @Test
    void aNetworkMadeAnewUnderARunningContainer() {
        Lab.docker("network", "disconnect", "-f", misskey.fact("NETWORK"), misskey.backupContainer());
        misskey.compose("down -t 1");
        misskey.compose("up -d");
        status.assertReds("network");
        status.mend();
    }

    @Test
    void aMisskeyThatIsDown() {
        misskey.compose("stop db");
        status.assertReds("database");
        misskey.compose("down -t 1");
        status.assertReds("database");
    }

    /** "Start it" would make an empty database there. */
    @Test
    void dataThatIsGoneIsNeverAReasonToStartTheDatabase() {
        misskey.compose("stop -t 5 db");
        Lab.shell("mv '" + misskey.directory() + "/db' '" + misskey.directory() + "/db.elsewhere'");
        assertGone();
        Lab.shell("mkdir '" + misskey.directory() + "/db'");
        assertGone();
        misskey.compose("down -t 1");
        assertGone();
        Lab.shell("rmdir '" + misskey.directory() + "/db' && mv '" + misskey.directory() + "/db.elsewhere' '"
                + misskey.directory() + "/db'");
        assertThat(status.message("database")).doesNotContain("there is nothing");
    }

    private void assertGone() {
        status.assertReds("database");
        assertThat(status.message("database"))
                .contains("there is nothing where it keeps its data")
                .doesNotContain("up -d");
    }

    @Test
    void aPasswordThatPostgresqlDoesNotTake() {
        misskey.password("another one");
        status.assertReds("database");
        assertThat(status.message("database")).contains("password authentication failed");
        misskey.password(misskey.password());
        status.assertReds();
    }
}
