package hikae.status;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real faults of the dumps and their disk: each turns exactly its own line red. */
@Tag("lab")
class DumpFaultsLabTest {
    private static final String NEWEST = "backups/last/*-2*.sql.gz";

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
    }

    @AfterEach
    void forget() {
        Lab.shell("docker rm -fv $(docker ps -aq --filter label=com.docker.compose.project=" + misskey.project()
                + "-backup) >/dev/null; umount " + status.at("backups") + " 2>/dev/null || true");
        misskey.forgetBackup();
    }

    @Test
    void aCutOffNewestDumpIsMovedAsideAndMadeAnew() {
        misskey.setUpOnce(status::setUp);
        status.assertReds();
        Lab.shell("cd " + status.at("") + " && truncate -s 3000 " + NEWEST);
        status.assertReds("newest");
        assertThat(status.message("newest")).contains("last/", "daily/", "weekly/", "monthly/");
        status.mend();
        status.assertReds();
        assertThat(misskey.backup().resolve("backups/rejected")).isNotEmptyDirectory();
    }

    @Test
    void oneFlippedByteIsTheSameUnderAllNames() {
        misskey.setUpOnce(status::setUp);
        Lab.shell("cd " + status.at("") + " && printf X | dd bs=1 seek=2500 conv=notrunc status=none of=$(ls " + NEWEST
                + ")");
        status.assertReds("newest");
        assertThat(status.message("newest")).contains("last/", "daily/", "weekly/", "monthly/");
    }

    /** Whoever can write there can set any time but that of the last change of the inode. */
    @Test
    void oneThatWasChangedWithItsSizeAndTimeKept() {
        misskey.setUpOnce(status::setUp);
        status.assertReds();
        Lab.shell("cd " + status.at("") + " && one=$(ls " + NEWEST + ") && touch -r $one time && printf X"
                + " | dd bs=1 seek=2500 conv=notrunc status=none of=$one && touch -r time $one && rm time");
        status.assertReds("newest");
        assertThat(status.problem("newest")).isEqualTo("status-newest-bad");
    }

    @Test
    void anEmptyDatabaseThatWasDumped() {
        misskey.setUpOnce(status::setUp);
        Lab.shell("cd " + status.at("backups") + " && for f in last daily weekly monthly; do rm -f $f/*; done;"
                + " docker exec " + misskey.fact("DB_CONTAINER") + " createdb -U " + misskey.fact("DB_USER")
                + " empty 2>/dev/null || true");
        String shrunk = "HIKAE_ACCEPT_SHRUNK=yes"; // of nothing none is made else
        Lab.docker("exec", "-e", "POSTGRES_DB=empty", "-e", shrunk, misskey.backupContainer(), "/backup.sh");
        status.assertReds("newest");
        status.mend();
        status.assertReds();
    }

    @Test
    void aMuchSmallerDumpThanBefore() {
        misskey.sql("CREATE TABLE made_up AS SELECT g, md5(g::text) AS m FROM generate_series(1, 5000) g");
        status.setUp();
        // under a name of its own, because two dumps of one second have the same
        Lab.shell("cd " + status.at("backups/last") + " && touch -d '5 hours ago' *-2*.sql.gz"
                + " && mv *-2*.sql.gz misskey-20200101-040000.sql.gz");
        assertThat(status.hikae("verify", "--all").status()).isZero();
        misskey.sql("DROP TABLE made_up");
        Lab.docker("exec", misskey.backupContainer(), "/backup.sh");
        status.assertReds("size");
        assertThat(status.problem("size")).isEqualTo("status-small");
    }

    @Test
    void aDiskThatIsNearlyFull() {
        Lab.shell("mkdir -p " + status.at("backups") + " && chmod 700 " + status.at("") + " " + status.at("backups")
                + " && mount -t tmpfs -o size=1m,mode=700 none " + status.at("backups"));
        status.setUp();
        assertThat(status.ids("no")).isEmpty();
        Lab.shell("cd " + status.at("backups") + " && head -c $(($(df -B1 --output=avail . | tail -n 1) - 32768))"
                + " /dev/zero > filler");
        status.assertReds("disk");
        Lab.shell("rm " + status.at("backups") + "/filler");
        status.assertReds();
    }

    @Test
    void noBackupForLongerThanTheScheduleAllows() {
        misskey.setUpOnce(status::setUp);
        Lab.shell("cd " + status.at("backups") + " && touch -d '4 days ago' last/*-2*.sql.gz");
        status.assertReds("age");
        status.mend();
        status.assertReds();
    }

    @Test
    void aScheduledRunThatFailed() {
        misskey.setUpOnce(status::setUp);
        status.edit(
                "compose.yml",
                text -> text.replace("      SCHEDULE: \"0 4 * * *\"", "      SCHEDULE: \"@every 2s\"")
                        .replace("      TZ:", "      POSTGRES_EXTRA_OPTS: \"-Z1 --no-such-option\"\n      TZ:"));
        status.compose("up -d");
        awaitFailedRun();
        status.assertReds("last-run");
        assertThat(status.message("last-run")).contains("no-such-option");
    }

    @Test
    void aRunThatPrintsWithoutEndIsBoundedAndHarmless() {
        misskey.setUpOnce(status::setUp);
        status.edit(
                "compose.yml",
                text -> text.replace("\"0 4 * * *\"", "\"@every 2s\"")
                        .replaceFirst("\n    read_only: true\n", "\n")); // else no hook can be put there
        status.compose("up -d");
        String noisy = "line=$(head -c 400 /dev/zero | tr \"\\0\" x); printf \"#!/bin/bash\\nfor i in {1..300}; do"
                + " printf \\\"\\\\\\033[31m$line\\\\\\n\\\"; done; exit 1\\n\" > /hooks/noisy; chmod 755 /hooks/noisy";
        Lab.docker("exec", misskey.backupContainer(), "bash", "-c", "mkdir -p /hooks && " + noisy);
        awaitFailedRun();
        status.assertReds("last-run");
        assertThat(status.message("last-run")).doesNotContain("\u001b").hasSizeLessThan(400);
    }

    private static void awaitFailedRun() {
        Lab.shell("timeout 60 bash -c 'until docker exec " + misskey.backupContainer()
                + " curl -s localhost:8080 | grep -q Exit_status.:[1-9]; do sleep 0.2; done'");
    }

    @Test
    void forNagiosItIsOneLineWithItsOwnStatus() {
        misskey.setUpOnce(status::setUp);
        Program.Ended fine = status.hikae("status", "--nagios");
        assertThat(fine.status()).isZero();
        assertThat(fine.out()).startsWith("OK - All is well").contains(" | age=", "size=", "free=", "failed=0");
        Lab.docker("stop", "-t", "1", misskey.backupContainer());
        Program.Ended critical = status.hikae("status", "--nagios");
        assertThat(critical.status()).isEqualTo(2);
        assertThat(critical.out()).startsWith("CRITICAL - container: ").hasLineCount(1);
        Program.Ended unknown =
                Program.run(Lab.environment(home, Map.of()), "status", "--nagios", "--backup-dir", "/nowhere");
        assertThat(unknown.status()).isEqualTo(3);
        assertThat(unknown.out()).startsWith("UNKNOWN - ").hasLineCount(1);
    }

    @Test
    void forCronItIsSilentWhenAllIsWell() {
        misskey.setUpOnce(status::setUp);
        Program.Ended fine = status.hikae("status", "--quiet");
        assertThat(fine.status()).isZero();
        assertThat(fine.out() + fine.err()).isEmpty();
        Lab.docker("stop", "-t", "1", misskey.backupContainer());
        Program.Ended red = status.hikae("status", "--quiet");
        assertThat(red.status()).isEqualTo(5);
        assertThat(red.out()).isEmpty();
        assertThat(red.err()).contains("does not run").doesNotContain("[ok]");
    }
}
