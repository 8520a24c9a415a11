package hikae.recovery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.backup.dumps.Dump;
import hikae.lab.Lab;
import hikae.recovery.RehearseCommand;
import hikae.recovery.Restoring;
import hikae.recovery.server.PsqlContainer;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.Plan;
import hikae.work.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        Path pinned = new RunContext(lab.target(), plan.runId(), false).pinned();
        long notes = lab.notes();
        Run run = lab.run(plan, "load", () -> write(pinned, "no dump at all"));
        assertThat(run.problem()).map(Problem::id).contains("recovery-pin-changed");
        assertThat(isBegun(run)).as("before the server is asked for anything").isFalse();
        assertThat(lab.notes()).isEqualTo(notes);
        assertThat(pinned).doesNotExist();
    }

    /** Whether a database was made for what is loaded. */
    private static boolean isBegun(Run run) {
        return lab.notes(run).has(Note.STAGING_OID);
    }

    /** Docker looks names up as root: whoever owns the backup directory could lay a link there at that moment. */
    @Test
    void noPlaceOfTheHostIsInTheContainersThatAreLent() {
        List<String> binds = new ArrayList<>();
        Runnable look = () -> HelperContainers.all(lab.host(), lab.misskey().backup()).stream()
                .filter(one ->
                        one.label(PsqlContainer.ROLE).filter("client"::equals).isPresent())
                .forEach(one -> {
                    binds.add(one.name());
                    one.mounts().stream()
                            .filter(mount -> mount.type().equals("bind"))
                            .forEach(mount -> binds.add(mount.source()));
                });
        assertThat(lab.run(lab.plan(), "load", look).problem()).isEmpty();
        assertThat(binds).hasSize(1);
        assertThat(lab.run(RehearseCommand.plan(lab.host(), lab.present(), lab.dump()), "load", look)
                        .problem())
                .isEmpty();
        assertThat(binds).hasSize(2);
    }

    @Test
    void aLinkInThePlaceOfThePasswordIsReadByNobody() {
        RestoreTarget target = lab.target(); // what is looked at before is refused there
        Path secrets = lab.misskey().backup().resolve("secrets");
        String owner = Lab.shell("stat -c %u '" + secrets + "'");
        Lab.shell("cd '" + secrets + "' && echo canary > '" + lab.home() + "/victim' && mv db_password kept && ln -s '"
                + lab.home() + "/victim' db_password && chown -h 65534 . db_password");
        try {
            assertThatThrownBy(() -> PsqlContainer.start(lab.host(), target.way(), "test", target.home(), List.of())
                            .close())
                    .isInstanceOf(ProblemException.class)
                    .hasMessage("file-link-not-followed");
            assertThat(lab.lent()).isEmpty();
        } finally {
            Lab.shell("cd '" + secrets + "' && rm db_password && mv kept db_password && chown " + owner + " .");
        }
    }

    /** Told apart by its sum, whatever its size and time are. */
    @Test
    void aCopyWithTheSameSizeAndTimeIsNotLoadedEither() {
        var plan = lab.plan();
        Path pinned = new RunContext(lab.target(), plan.runId(), false).pinned();
        long notes = lab.notes();
        Run run = lab.run(
                plan,
                "load",
                () -> Lab.shell("touch -r '" + pinned + "' '" + lab.home() + "/time' && printf X |"
                        + " dd of='" + pinned + "' bs=1 seek=$(($(stat -c %s '" + pinned + "') / 2)) conv=notrunc"
                        + " status=none && touch -r '" + lab.home() + "/time' '" + pinned + "'"));
        assertThat(run.problem()).map(Problem::id).contains("recovery-pin-changed");
        assertThat(lab.notes()).isEqualTo(notes);
        assertThat(lab.ours()).isEmpty();
    }

    /** A server that was started again has forgotten the lock, and another host may have taken it since. */
    @Test
    void aLockThatWasLostIsNoticedBeforeTheSwitch() {
        RunContext other = new RunContext(elsewhere(), "20260101-000000-restore", false);
        String rows = lab.rows();
        List<PsqlContainer> others = new ArrayList<>();
        Run run = lab.run(lab.plan(), "check-staging", () -> {
            lab.misskey().compose("restart db");
            lab.misskey().awaitDatabase();
            others.add(other.startClient(lab.host(), List.of()));
            other.databaseLock().take(others.get(0));
        });
        others.forEach(PsqlContainer::close);
        assertThat(run.problem().map(Problem::id)).contains("recovery-database-locked");
        lab.hikae("restore", "back"); // while the other one had the lock, nothing was dropped either
        lab.misskey().awaitWeb();
        assertThat(lab.rows()).isEqualTo(rows);
        assertThat(lab.ours()).isEmpty();
    }

    @Test
    void aServerThatWasStartedAgainIsLockedAgain() {
        Plan plan = lab.happening(lab.plan(), "check-staging", () -> {
            lab.misskey().compose("restart db");
            lab.misskey().awaitDatabase();
        });
        RunContext context = new RunContext(lab.target(), plan.runId(), false);
        List<Boolean> held = new ArrayList<>();
        Run run = lab.run(plan, "start-web", () -> {
            try (PsqlContainer client = lab.client()) {
                held.add(context.databaseLock().isHeld(client));
            }
        });
        assertThat(run.problem()).isEmpty();
        assertThat(held).containsExactly(true);
        lab.misskey().awaitWeb();
    }

    @Test
    void twoBackupDirectoriesDoNotRestoreOneDatabaseAtOnce() {
        RunContext other = new RunContext(elsewhere(), "20260101-000000-restore", false);
        long notes = lab.notes();
        try (PsqlContainer client = other.startClient(lab.host(), List.of())) {
            other.databaseLock().take(client);
            Run run = lab.done(lab.plan());
            Problem problem = run.problem().orElseThrow();
            assertThat(problem.id()).isEqualTo("recovery-database-locked");
            assertThat(problem.args().get(1).toString()).contains("20260101-000000-restore", "another-backup");
            assertThat(isBegun(run)).as("not only before the switch").isFalse();
            assertThat(lab.notes()).isEqualTo(notes);
            assertThat(lab.ours()).isEmpty();
        }
        assertThat(lab.done(lab.plan()).problem()).isEmpty(); // what held it is gone, and with it the lock
    }

    private static RestoreTarget elsewhere() {
        RestoreTarget here = lab.target();
        Path elsewhere = lab.home().resolve("another-backup");
        return new RestoreTarget(
                elsewhere,
                elsewhere.resolve("backups"),
                here.scheduler(),
                here.image(),
                here.misskey(),
                here.database(),
                here.passwordFile());
    }

    @Test
    void oneLockIsGivenOnce() {
        RunContext context = new RunContext(lab.target(), "20260101-000000-restore", false);
        RunContext other = new RunContext(lab.target(), "20260101-000001-restore", false);
        try (PsqlContainer client = context.startClient(lab.host(), List.of());
                PsqlContainer second = context.startClient(lab.host(), List.of())) {
            context.databaseLock().take(client);
            assertThat(catchThrowableOfType(
                            ProblemException.class, () -> other.databaseLock().take(second)))
                    .hasMessage("recovery-database-locked");
            assertThat(context.databaseLock().isHeld(client)).isTrue();
            assertThat(context.databaseLock().take(second))
                    .as("by a client of the same run, whose own earlier session may be left")
                    .isTrue();
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
