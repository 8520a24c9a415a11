package hikae.recovery.run;

import static hikae.recovery.LostServer.aside;
import static hikae.recovery.LostServer.assertComesBack;
import static hikae.recovery.LostServer.assertQuiet;
import static hikae.recovery.LostServer.assertServes;
import static hikae.recovery.LostServer.assertStaysOff;
import static hikae.recovery.LostServer.dump;
import static hikae.recovery.LostServer.plan;
import static hikae.recovery.LostServer.refused;
import static hikae.recovery.LostServer.volume;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.Lab;
import hikae.recovery.Restoring;
import hikae.recovery.Restorings;
import hikae.recovery.plan.RestorePlan;
import hikae.recovery.plan.RestoreRequest;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.Plan;
import hikae.work.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lost database server in a named volume, and what can come in between while it is brought back. */
@Tag("lab")
class LostMidwayLabTest {
    private static final Restorings misskeys = new Restorings();

    @TempDir
    static Path home;

    @AfterAll
    static void close() {
        misskeys.close();
    }

    @Test
    void ofANamedVolumeThatIsDamagedTheOldDataStaysInItsOwnPlace() {
        misskeys.with(home, "named-volume", lab -> {
            String rows = lab.rows();
            lab.misskey().compose("down");
            Lab.shell("truncate -s 0 '" + volume(lab) + "/global/pg_control'");
            Path aside = aside(assertComesBack(lab, rows));
            assertThat(aside.resolve("PG_VERSION")).exists();
            assertThat(aside.getParent()).isEqualTo(Path.of(volume(lab)).getParent());
            lab.misskey().compose("down");
            Lab.shell("find '" + volume(lab) + "' -mindepth 1 -delete");
            assertThat(refused(lab)).isEqualTo("recovery-lost-gone");
            assertComesBack(lab, rows);
        });
    }

    @Test
    void aNamedVolumeThatIsGoneIsMadeAnew() {
        misskeys.with(home, "named-volume", lab -> {
            String rows = lab.rows();
            lab.misskey().compose("down -v");
            assertThat(refused(lab)).isEqualTo("recovery-lost-gone");
            assertComesBack(lab, rows);
        });
    }

    @Test
    void anotherPasswordInDockerEnvIsToldAndTheSameRunGoesOnOnceItIsMended() {
        misskeys.with(home, "plain", lab -> {
            String rows = lab.rows();
            String env = lab.misskey().read(".config/docker.env");
            lab.misskey().write(".config/docker.env", env.replace(lab.misskey().password(), "another1"));
            lab.misskey().compose("down");
            Lab.shell("rm -rf -- '" + lab.misskey().directory() + "/db'");
            Program.Ended ended = lab.tried(
                    "restore", "--lost-cluster", "--confirm", lab.misskey().fact("HOST"));
            assertThat(ended.status()).isEqualTo(4);
            assertThat(ended.json()).containsEntry("problem", "recovery-password-other");
            assertStaysOff(lab);
            lab.misskey().write(".config/docker.env", env);
            lab.hikae("restore", "continue");
            assertServes(lab, rows);
            assertQuiet(lab);
        });
    }

    @Test
    void whereOneBackupCannotBeLoadedAnotherOneTakesItsPlaceAndMisskeyStaysOffMeanwhile() {
        misskeys.with(home, "plain", lab -> {
            String rows = lab.rows();
            Plan plan = plan(lab);
            lab.misskey().compose("stop db");
            Lab.shell("rm '" + lab.misskey().directory() + "/db/global/pg_control'");
            Run run = lab.run(plan, "check-staging", () -> {
                throw ProblemException.of("recovery-different", 1L, "note");
            });
            assertThat(run.problems()).extracting(one -> one.id()).contains("recovery-stays-off");
            assertStaysOff(lab);
            Program.Ended ended = lab.hikae(
                    "restore", dump(lab).toString(), "--confirm", lab.misskey().fact("HOST"));
            assertThat(aside(ended).resolve("PG_VERSION")).exists();
            assertServes(lab, rows);
            assertQuiet(lab);
        });
    }

    /** There is no server that could hold a lock, so the engine does. */
    @Test
    void twoBackupDirectoriesDoNotSetTheDataAsideOneAfterTheOther() {
        misskeys.with(home, "plain", lab -> {
            String rows = lab.rows();
            Plan plan = plan(lab);
            Path second = home.resolve("second-backup");
            lab.misskey().compose("stop db");
            Lab.shell("rm '" + lab.misskey().directory() + "/db/global/pg_control'; cp -a '"
                    + lab.misskey().backup() + "' '" + second + "'");
            List<String> refused = new ArrayList<>();
            Run run = lab.run(plan, "start-database", () -> {
                Plan other = at(second, lab);
                refused.add(lab.done(other).problem().map(Problem::id).orElse("none"));
            });
            assertThat(run.problem()).isEmpty();
            assertThat(refused).containsExactly("recovery-project-locked");
            assertThat(Lab.shell("ls -d '" + lab.misskey().directory() + "'/db.kept-*")
                            .lines())
                    .hasSize(1);
            assertServes(lab, rows);
            assertQuiet(lab);
        });
    }

    /** The same recovery from another backup directory. */
    private static Plan at(Path home, Restoring lab) {
        Map<String, String> input = lab.target().input();
        input.put("home", home.toString());
        Path data = lab.misskey().directory().resolve("db");
        return RestorePlan.made(
                RestoreRequest.of(RestoreTarget.of(input), dump(lab))
                        .into(new LostClusterOptions(Optional.of(data), Optional.empty(), false)),
                Plan.runIdAt(lab.host().environment().clock().instant(), RecoveryFlow.RESTORE));
    }

    @Test
    void aRebootInTheMiddleBringsNeitherMisskeyNorTheBackupsUpOnAnEmptyDatabase() {
        misskeys.with(home, "plain", lab -> {
            String rows = lab.rows();
            Plan plan = plan(lab);
            lab.misskey().compose("stop db");
            Lab.shell("rm '" + lab.misskey().directory() + "/db/global/pg_control'");
            Run run = lab.run(plan, "make-roles", () -> {
                Lab.shell("src/test/lab/lab restart");
                lab.misskey().awaitDatabase();
                throw ProblemException.of("docker-failed", "reboot");
            });
            assertThat(run.problem()).isPresent();
            assertStaysOff(lab);
            lab.hikae("restore", "continue");
            assertServes(lab, rows);
            assertQuiet(lab);
        });
    }
}
