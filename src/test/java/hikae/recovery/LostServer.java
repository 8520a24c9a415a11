package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.Lab;
import hikae.recovery.plan.RestorePlan;
import hikae.recovery.plan.RestoreRequest;
import hikae.recovery.run.LostClusterOptions;
import hikae.recovery.run.RecoveryFlow;
import hikae.work.Plan;
import java.nio.file.Path;
import java.util.Optional;

/** What the tests of a lost database server do and look at. */
public final class LostServer {
    private LostServer() {}

    public static Plan plan(Restoring lab) {
        Path data = lab.misskey().directory().resolve("db");
        return RestorePlan.made(
                RestoreRequest.of(lab.target(), dump(lab))
                        .into(new LostClusterOptions(Optional.of(data), Optional.empty(), false)),
                Plan.runIdAt(lab.host().environment().clock().instant(), RecoveryFlow.RESTORE));
    }

    public static Path dump(Restoring lab) {
        return lab.dump().path();
    }

    public static String volume(Restoring lab) {
        return Lab.docker(
                "volume", "inspect", "-f", "{{.Mountpoint}}", lab.misskey().project() + "_db-data");
    }

    public static Path aside(Program.Ended ended) {
        return Path.of(String.valueOf(ended.json().get("data_aside")));
    }

    /** What is said without the flag. */
    public static String refused(Restoring lab) {
        return lab.tried("restore", "--confirm", lab.misskey().fact("HOST")).problem();
    }

    public static void assertStaysOff(Restoring lab) {
        assertThat(Lab.containers(lab.misskey().project())).doesNotContain("web");
        assertThat(scheduler(lab)).isEqualTo("no false");
    }

    public static Program.Ended assertComesBack(Restoring lab, String rows) {
        Program.Ended ended = lab.hikae(
                "restore", "--lost-cluster", "--confirm", lab.misskey().fact("HOST"));
        assertThat(lab.ours()).isEmpty();
        assertServes(lab, rows);
        assertQuiet(lab);
        return ended;
    }

    public static void assertServes(Restoring lab, String rows) {
        lab.misskey().awaitWeb();
        assertThat(lab.rows()).isEqualTo(rows);
    }

    /** Nothing is left to do, and nothing of it is left over. */
    public static void assertQuiet(Restoring lab) {
        assertThat(lab.lent()).isEmpty();
        assertThat(scheduler(lab)).isEqualTo("unless-stopped true");
        assertThat(lab.tried("restore", "continue").json()).containsEntry("changed", false);
    }

    private static String scheduler(Restoring lab) {
        return Lab.docker(
                "inspect",
                "-f",
                "{{.HostConfig.RestartPolicy.Name}} {{.State.Running}}",
                lab.misskey().backupContainer());
    }
}
