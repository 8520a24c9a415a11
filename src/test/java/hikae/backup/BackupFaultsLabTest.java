package hikae.backup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which making a backup fails. */
@Tag("lab")
class BackupFaultsLabTest {
    private static LabInstance misskey;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        misskey = LabInstance.plain();
    }

    @AfterAll
    static void stop() {
        misskey.close();
    }

    @BeforeEach
    void setUp() {
        lab().setUp();
    }

    @AfterEach
    void forget() {
        misskey.forgetBackup();
    }

    @Test
    void aWrongPasswordLeavesNothingAndIsNamed() {
        misskey.password("changed since");
        try {
            assertFails("backup-password", 3, false);
        } finally {
            misskey.password(misskey.password());
        }
    }

    @Test
    void aStoppedDatabaseIsNamed() {
        misskey.compose("stop db");
        try {
            assertFails("backup-host", 3, false);
        } finally {
            misskey.compose("start db");
            misskey.awaitDatabase();
        }
    }

    @Test
    void aStoppedContainerIsNamedAndNotStarted() {
        Lab.docker("stop", misskey.backupContainer());
        assertFails("backup-container-stopped", 3, false);
        assertThat(Lab.containers(misskey.project() + "-backup")).endsWith("exited");
    }

    @Test
    void aContainerKilledInTheMiddleLeavesAPartialFileThatIsNamed() {
        assertDiesInTheMiddle(misskey.backupContainer(), "backup-container-died");
    }

    @Test
    void aDatabaseKilledInTheMiddleLeavesAPartialFileThatIsNamed() {
        assertDiesInTheMiddle(misskey.fact("DB_CONTAINER"), "backup-server-died");
        Lab.docker("start", misskey.fact("DB_CONTAINER"));
        misskey.awaitDatabase();
    }

    @Test
    void aFullDiskLeavesAPartialFileAndTheGoodOneBefore() {
        Path backups = misskey.backup().resolve("backups");
        LabBackups.fill(misskey);
        Lab.shell("mount -t tmpfs -o size=1m,mode=700 tmpfs '" + backups + "'");
        try {
            Lab.docker("restart", misskey.backupContainer());
            assertFails("backup-no-space", 4, true);
            assertThat(LabBackups.list(
                            lab().hikae("verify", "--no-input", "--json").json().get("backups")))
                    .first()
                    .extracting(one -> LabBackups.object(one).get("verdict"))
                    .isEqualTo("bad");
        } finally {
            Lab.docker("stop", misskey.backupContainer());
            Lab.shell("umount '" + backups + "'");
            misskey.sql("DROP TABLE filler");
        }
        assertThat(lab().hikae("verify", "--no-input").status()).isZero();
    }

    @Test
    void anEmptyDatabaseIsNoGoodBackup() {
        LabInstance empty = LabInstance.plain();
        try {
            LabBackups other = new LabBackups(empty, home);
            other.setUp();
            empty.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            Program.Ended held = other.hikae("backup", "--no-input", "--yes", "--json");
            assertThat(held.status()).isEqualTo(3);
            assertThat(held.problem()).isEqualTo("backup-database-shrunk");
            Program.Ended meant = other.hikae("backup", "--accept-shrunk", "--no-input", "--yes", "--json");
            assertThat(meant.status()).isEqualTo(5);
            assertThat(meant.out()).contains("dump-no-tables");
        } finally {
            empty.close();
        }
    }

    /** Kills it as soon as the dump has begun to grow. */
    private void assertDiesInTheMiddle(String container, String problem) {
        LabBackups.fill(misskey);
        Path last = misskey.backup().resolve("backups/last");
        List<Path> before = files(last);
        CompletableFuture<Void> kill = CompletableFuture.runAsync(() -> {
            Lab.await(() -> files(last).stream().anyMatch(file -> !before.contains(file) && size(file) > 100_000));
            Lab.docker("kill", container);
            Lab.docker("start", container);
        });
        try {
            assertFails(problem, 4, true);
            kill.join();
        } finally {
            Lab.docker("start", misskey.fact("DB_CONTAINER"));
            misskey.awaitDatabase();
            misskey.sql("DROP TABLE filler");
        }
        assertThat(lab().backups())
                .extracting(one -> LabBackups.object(one).get("verdict"))
                .contains("good");
    }

    private void assertFails(String problem, int status, boolean partial) {
        List<Path> before = files(misskey.backup().resolve("backups/last"));
        Program.Ended ended = lab().hikae("backup", "--no-input", "--yes", "--json");
        assertThat(ended.problem()).as(ended.out()).isEqualTo(problem);
        assertThat(ended.status()).isEqualTo(status);
        assertThat(files(misskey.backup().resolve("backups/last")).size() > before.size() || partial)
                .isEqualTo(partial);
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private LabBackups lab() {
        return new LabBackups(misskey, home);
    }
}
