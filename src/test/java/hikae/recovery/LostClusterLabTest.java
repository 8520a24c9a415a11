package hikae.recovery;

import static hikae.recovery.LostServer.aside;
import static hikae.recovery.LostServer.assertComesBack;
import static hikae.recovery.LostServer.assertServes;
import static hikae.recovery.LostServer.refused;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.Lab;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database server that is lost in one way or another, brought back from its backup; its data is never deleted. */
@Tag("lab")
class LostClusterLabTest {
    private static final Restorings misskeys = new Restorings();

    @TempDir
    static Path home;

    @AfterAll
    static void close() {
        misskeys.close();
    }

    @Test
    void afterTheDirectoryWasDeletedUnderARunningServerEveryRowIsBack() {
        misskeys.with(home, "plain", lab -> {
            String rows = lab.rows();
            Lab.shell("rm -rf -- '" + lab.misskey().directory() + "/db'");
            assertThat(refused(lab)).isEqualTo("recovery-lost-gone");
            assertComesBack(lab, rows);
            assertThat(lab.tried("restore", "undo", "--confirm", lab.misskey().fact("HOST"))
                            .problem())
                    .isEqualTo("recovery-nothing-kept");
        });
    }

    @Test
    void afterTheDirectoryWasDeletedAndEverythingStartedAgainTheEmptyDatabaseIsReplaced() {
        misskeys.with(home, "plain", lab -> {
            String rows = lab.rows();
            Lab.shell("rm -rf -- '" + lab.misskey().directory() + "/db'");
            lab.misskey().compose("restart db");
            lab.misskey().awaitDatabase();
            lab.misskey().compose("restart web");
            lab.misskey().awaitWeb();
            lab.hikae("restore", "--confirm", lab.misskey().fact("HOST"));
            assertServes(lab, rows);
        });
    }

    @Test
    void aDamagedDirectoryIsSetAsideAndUndoTellsWhereItIs() {
        misskeys.with(home, "plain", lab -> {
            String rows = lab.rows();
            lab.misskey().compose("stop db");
            Lab.shell("find '" + lab.misskey().directory() + "/db/base' -size +0 -type f -exec truncate -s 100 {} +");
            Lab.shell("truncate -s 100 '" + lab.misskey().directory() + "/db/global/'[0-9]*");
            lab.misskey().compose("up -d --no-deps db");
            Path aside = aside(assertComesBack(lab, rows));
            assertThat(aside.resolve("PG_VERSION")).exists();
            Program.Ended undo =
                    lab.tried("restore", "undo", "--confirm", lab.misskey().fact("HOST"));
            assertThat(undo.problem()).isEqualTo("recovery-undo-lost");
            assertThat(undo.out()).contains(aside.toString());
        });
    }

    @Test
    void whatAnInterruptedInitdbHasLeftIsNoClusterAndIsSetAside() {
        misskeys.with(home, "plain", lab -> {
            String rows = lab.rows();
            lab.misskey().compose("down");
            Lab.shell("cd '" + lab.misskey().directory() + "/db' && find . -type f ! -name PG_VERSION -delete");
            assertThat(refused(lab)).isEqualTo("recovery-lost-broken");
            assertComesBack(lab, rows);
        });
    }

    @Test
    void aWholeDatabaseThatWasOnlyTakenDownIsStartedNotSetAside() {
        misskeys.with(home, "plain", lab -> {
            String rows = lab.rows();
            lab.misskey().compose("down");
            assertThat(refused(lab)).isEqualTo("recovery-database-gone");
            Program.Ended ended = lab.hikae(
                    "restore", "--lost-cluster", "--confirm", lab.misskey().fact("HOST"));
            assertThat(ended.json()).doesNotContainKey("data_aside").containsKey("kept");
            assertServes(lab, rows);
            assertThat(lab.misskey().directory().resolve("db")).exists();
            assertThat(Lab.shell("ls -d '" + lab.misskey().directory() + "'/db*")
                            .lines())
                    .hasSize(1);
        });
    }

    @Test
    void whereTheDataIsOneLevelDeeperItsDirectoryKeepsOwnerAndMode() {
        misskeys.with(home, "pg18-layout", lab -> {
            String rows = lab.rows();
            String data = lab.misskey().directory() + "/db";
            String before = Lab.shell("stat -c '%a %u:%g' '" + data + "'");
            lab.misskey().compose("stop db");
            Lab.shell("rm '" + data + "'/*/docker/global/pg_control");
            assertComesBack(lab, rows);
            assertThat(Lab.shell("stat -c '%a %u:%g' '" + data + "'")).isEqualTo(before);
        });
    }
}
