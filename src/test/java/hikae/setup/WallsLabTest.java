package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the backup service may do, and who may say what it does, with a real engine (P2 6, S5). */
@Tag("lab")
class WallsLabTest {
    private static final Pattern WALLS =
            Pattern.compile("    # No more rights than.*?(?=    # The network Misskey)", Pattern.DOTALL);

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
        new LabFlow(Lab.environment(home, Map.of())).setUp();
    }

    @AfterEach
    void forget() {
        misskey.forgetBackup();
    }

    private Program.Ended hikae(String... words) {
        return new LabFlow(Lab.environment(home, Map.of())).hikae(words);
    }

    private static Path compose() {
        return misskey.backup().resolve("compose.yml");
    }

    private static String rights() {
        return Lab.docker(
                "inspect",
                "-f",
                "{{.HostConfig.CapDrop}} {{.HostConfig.CapAdd}} {{.HostConfig.SecurityOpt}}"
                        + " {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.PidsLimit}} {{.HostConfig.Memory}}"
                        + " {{.HostConfig.LogConfig.Config}}",
                misskey.backupContainer());
    }

    private static void assertWalled() {
        assertThat(rights())
                .matches(
                        "\\[ALL] \\[(CAP_)?DAC_OVERRIDE] \\[no-new-privileges:true] true 256 1073741824 .*max-file:3.*");
    }

    /** The set-up has made and read a backup with these rights, whoever owns the directory. */
    @Test
    void aBackupIsMadeWithNoMoreRightsThanItNeeds() {
        assertWalled();
        Lab.shell("chown -R 12345:12345 '" + misskey.backup() + "/secrets' '" + misskey.backup() + "/backups'");
        Lab.docker("restart", misskey.backupContainer());
        Program.Ended ended = hikae("backup", "--no-input", "--yes", "--json");
        assertThat(ended.status()).as(ended.err()).isZero();
    }

    @Test
    void anOlderServiceIsSoundAndGetsTheSameWithItsNextChange() {
        LabFlow.edit(compose(), text -> WALLS.matcher(text).replaceFirst(""));
        Lab.shell("cd '" + misskey.backup() + "' && docker compose up -d 2>&1");
        assertThat(rights()).startsWith("[] []");
        Program.Ended status = hikae("status", "--json");
        assertThat(status.status()).as(status.out() + status.err()).isZero();
        assertThat(hikae("setup", "--no-rehearsal", "--no-input", "--yes", "--json")
                        .json())
                .containsEntry("changed", false);
        Program.Ended ended = hikae("schedule", "30 3 * * *", "--no-input", "--yes");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("+     cap_drop:");
        assertWalled();
        new Armed(misskey).assertSo("30 3 * * *");
    }

    @Test
    void whatSomebodyElseWroteIsNamedBeforeItIsStarted() {
        LabFlow.edit(
                compose(),
                text -> text.replace("    restart:", "    privileged: true\n    pid: ${HOST:-host}\n    restart:"));
        Program.Ended ended = hikae("schedule", "30 3 * * *", "--no-input", "--dry-run");
        assertThat(ended.out() + ended.err())
                .contains("db-backup: privileged: true")
                .contains("db-backup: pid: host"); // by Compose's own reading
        assertThat(hikae("status", "--json").out()).contains("db-backup: privileged: true");
    }

    /** What the file alone does not say: a value of .env, which Compose fills in. */
    @Test
    void statusReadsTheFileAsComposeDoes() {
        LabFlow.edit(compose(), text -> text.replace("    restart:", "    pid: ${SHARED:-}\n    restart:"));
        assertThat(hikae("status", "--json").out()).doesNotContain("compose-rights");
        LabFlow.edit(misskey.backup().resolve(".env"), text -> text + "SHARED=host\n");
        assertThat(hikae("status", "--json").out()).contains("db-backup: pid: host");
    }

    @Test
    void aFileOfAnotherIsStartedOnlyWithHisNameGiven() {
        Lab.shell("chown 12345 '" + misskey.backup() + "'");
        String before = misskey.backupContainer();
        Program.Ended refused = hikae("schedule", "30 3 * * *", "--no-input", "--yes");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("can also be changed by 12345", "--trust-owner 12345");
        assertThat(misskey.backupContainer()).isEqualTo(before);
        Program.Ended ended = hikae("schedule", "30 3 * * *", "--no-input", "--yes", "--trust-owner", "12345");
        assertThat(ended.status()).as(ended.err()).isZero();
        new Armed(misskey).assertSo("30 3 * * *");
    }

    @Test
    void anotherImageUnderTheSameNameIsTold() {
        String image = Lab.docker("inspect", "-f", "{{.Config.Image}}", misskey.backupContainer());
        String id = Lab.docker("inspect", "-f", "{{.Image}}", misskey.backupContainer());
        assertThat(LabFlow.read(misskey.backup().resolve("hikae/image.json"))).contains(id);
        String made = Lab.docker("create", image);
        Lab.docker("commit", "--change", "LABEL other=one", made, image);
        Lab.docker("rm", made);
        try {
            assertThat(hikae("status", "--json").out()).contains("has come to mean another image");
            Lab.shell("cd '" + misskey.backup() + "' && docker compose up -d --force-recreate 2>&1");
            assertThat(hikae("status", "--json").out()).contains("runs another image than the one that was set up");
        } finally {
            Lab.docker("tag", id, image);
        }
    }
}
