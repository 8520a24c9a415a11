package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.backup.Dump;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a restore loads is what was read (P2 7), and it is alone with its database (P2 13). */
@Tag("lab")
class RestoreWallsLabTest {
    @RegisterExtension
    private static final Restoring lab = Restoring.forAll();

    /** The backup container can write to every dump it has made, by whatever name. */
    @Test
    void aDumpThatIsWrittenToAfterItWasReadIsLoadedAsItWasRead() throws IOException {
        Dump dump = lab.dump();
        byte[] good = Files.readAllBytes(dump.path());
        long notes = lab.notes();
        try {
            Run run = lab.run(lab.plan(), "load", () -> write(dump.path(), "no dump at all"));
            assertThat(run.problem()).isEmpty();
            assertThat(lab.notes()).isEqualTo(notes);
        } finally {
            Files.write(dump.path(), good);
            lab.hikae("verify");
        }
    }

    @Test
    void aCopyThatIsNotTheOneThatWasReadIsNotLoaded() {
        var plan = lab.plan();
        Path pinned = new Ground(lab.target(), plan.runId(), false).pinned();
        long notes = lab.notes();
        Run run = lab.run(plan, "load", () -> write(pinned, "no dump at all"));
        assertThat(run.problem()).map(Problem::id).contains("recovery-pin-changed");
        assertThat(lab.notes()).isEqualTo(notes);
        assertThat(pinned).doesNotExist();
    }

    @Test
    void twoBackupDirectoriesDoNotRestoreOneDatabaseAtOnce() {
        Target here = lab.target();
        Path elsewhere = lab.home().resolve("another-backup");
        Target there = new Target(
                elsewhere,
                elsewhere.resolve("backups"),
                here.scheduler(),
                here.image(),
                here.misskey(),
                here.database(),
                here.passwordFile());
        Ground other = new Ground(there, "20260101-000000-restore", false);
        long notes = lab.notes();
        try (Client client = other.lend(lab.host(), List.of())) {
            DatabaseLock.take(client, other);
            Run run = lab.done(lab.plan());
            Problem problem = run.problem().orElseThrow();
            assertThat(problem.id()).isEqualTo("recovery-database-locked");
            assertThat(problem.args().get(1).toString()).contains("20260101-000000-restore", "another-backup");
            assertThat(lab.notes()).isEqualTo(notes);
            assertThat(lab.ours()).isEmpty();
        }
        assertThat(lab.done(lab.plan()).problem()).isEmpty(); // what held it is gone, and with it the lock
    }

    @Test
    void oneLockIsGivenOnce() {
        Ground ground = new Ground(lab.target(), "20260101-000000-restore", false);
        try (Client client = ground.lend(lab.host(), List.of());
                Client second = ground.lend(lab.host(), List.of())) {
            DatabaseLock.take(client, ground);
            assertThat(catchThrowableOfType(ProblemException.class, () -> DatabaseLock.take(second, ground)))
                    .hasMessage("recovery-database-locked");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
