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

/** Real faults of the backup container and its directory: each turns exactly its own line red. */
@Tag("lab")
class FaultsLabTest {
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
        status = new LabStatus(misskey, home);
        misskey.setUpOnce(status::setUp);
    }

    @AfterEach
    void forget() {
        misskey.forgetBackup();
    }

    @Test
    void allIsWellAfterASetup() {
        status.assertReds();
    }

    @Test
    void aScheduleChangedByHandAndNotApplied() {
        status.edit("compose.yml", text -> text.replace("0 4 * * *", "0 5 * * *"));
        status.assertReds("schedule");
        assertThat(status.problem("schedule")).isEqualTo("status-schedule-other");
        status.mend();
    }

    @Test
    void aDeadScheduleChangedByHandAndApplied() {
        status.edit("compose.yml", text -> text.replace("0 4 * * *", "0 4 * * 7"));
        status.compose("up -d");
        status.assertReds("schedule");
        assertThat(status.problem("schedule")).isEqualTo("schedule-sunday");
        status.edit("compose.yml", text -> text.replace("0 4 * * 7", "0 4 30 2 *"));
        status.compose("up -d");
        status.assertReds("schedule");
        assertThat(status.problem("schedule")).isEqualTo("schedule-never");
        assertThat(status.hikae("status", "--mend", "--yes").status()).isEqualTo(5); // a schedule is not guessed
        assertThat(status.hikae("schedule", "0 4 * * *", "--yes").status()).isZero();
        status.assertReds();
    }

    @Test
    void aZoneThatTheSchedulerDoesNotKnow() {
        status.edit("compose.yml", text -> text.replace("Asia/Tokyo", "Asia/Tokio"));
        status.compose("up -d");
        status.assertReds("schedule");
        assertThat(status.hikae("schedule", "--tz", "Asia/Tokyo", "--yes").status())
                .isZero();
        status.assertReds();
    }

    @Test
    void aStoppedContainer() {
        Lab.docker("stop", "-t", "1", misskey.backupContainer());
        status.assertReds("container");
        assertThat(status.problem("container")).isEqualTo("status-container-stopped");
        status.mend();
        Lab.docker("rm", "-f", misskey.backupContainer());
        status.assertReds("container");
        assertThat(status.problem("container")).isEqualTo("status-container-missing");
        status.mend();
    }

    @Test
    void aContainerThatLoops() {
        status.edit(
                "compose.yml",
                text -> text.replace("0 4 * * *", "0 4 * * 7")
                        .replace("      TZ:", "      LAB_INVALID_SCHEDULE: \"exit\"\n      TZ:"));
        status.compose("up -d");
        assertThat(status.ids("no")).contains("container");
        assertThat(status.message("container")).contains("Invalid schedule: 0 4 * * 7");
    }

    @Test
    void anImageOfAnotherVersion() {
        status.edit("compose.yml", text -> text.replace("local:15-alpine", "local:17-alpine"));
        status.assertReds("image");
        status.mend();
        status.edit("compose.yml", text -> text.replace("local:15-alpine", "local:15"));
        status.assertReds();
    }

    @Test
    void anImageThatCannotBeHadLeavesTheContainerAsItIs() {
        String image = "prodrigestivill/postgres-backup-local:15-alpine";
        status.edit("compose.yml", text -> text.replace("local:15-alpine", "local:17-alpine"));
        String container = misskey.backupContainer();
        Lab.docker("tag", image, "kept:1");
        Lab.docker("rmi", "-f", image);
        try {
            assertThat(status.hikae("status", "--mend", "--yes").status()).isEqualTo(4);
            assertThat(misskey.backupContainer()).isEqualTo(container);
            assertThat(Lab.docker("inspect", "-f", "{{.State.Running}}", container))
                    .isEqualTo("true");
        } finally {
            Lab.docker("tag", "kept:1", image);
            Lab.docker("rmi", "kept:1");
        }
        status.assertReds();
    }

    @Test
    void aDirectoryThatIsMissingAtTheStart() {
        Lab.docker("stop", "-t", "1", misskey.backupContainer());
        Lab.shell("rm -rf " + status.at("backups") + "; docker start " + misskey.backupContainer() + " 2>&1 || true");
        assertThat(misskey.backup().resolve("backups")).doesNotExist();
        status.assertReds("folder");
        status.mend();
    }

    @Test
    void aDirectoryThatWasReplacedUnderTheContainer() {
        Lab.shell("cd " + status.at("") + " && mv backups old && mkdir -m 700 backups");
        status.assertReds("folder");
        assertThat(status.problem("folder")).isEqualTo("status-folder-another");
        status.mend();
    }

    @Test
    void filesThatEverybodyCanRead() {
        Lab.shell("chmod 644 " + status.at("secrets/db_password") + "; chmod 755 " + status.at(""));
        status.assertReds("modes");
        assertThat(status.message("modes")).contains("db_password");
        status.mend();
    }
}
