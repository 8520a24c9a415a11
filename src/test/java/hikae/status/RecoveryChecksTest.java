package hikae.status;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Holder;
import hikae.instance.Uploads;
import hikae.recovery.DamagedRuns;
import hikae.recovery.NextMove;
import hikae.recovery.RecoveryHistory;
import hikae.recovery.record.Rehearsal;
import hikae.status.check.DatabaseAnswers;
import hikae.status.check.KeptDatabases;
import hikae.status.check.UploadsWritable;
import hikae.status.check.dumps.Rehearsed;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Problem;
import hikae.ui.Plain;
import hikae.work.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the status says of rehearsals, restores and kept databases. */
class RecoveryChecksTest {
    private static final String KEPT = "hikae_kept_20251121_010000_a1b2c3";

    private static String rehearsal(Optional<Rehearsal> last) {
        return Sight.said(new Rehearsed(), s -> s.with(it -> it.recoveries = Sight.only(last)));
    }

    @Test
    void aRehearsalHoldsForNinetyDays() {
        assertThat(rehearsal(Optional.of(Sight.rehearsed(90, true)))).isEmpty();
        assertThat(rehearsal(Optional.of(Sight.rehearsed(91, true)))).isEqualTo("status-rehearsal-old");
    }

    @Test
    void neverRehearsedIsAWarningAndFailedIsAFault() {
        Status never = Status.of(new Sight()
                .with(s -> s.recoveries = Sight.only(Optional.empty()))
                .seen());
        assertThat(never.warnings()).extracting(CheckResult::id).containsExactly("rehearsal");
        assertThat(Sight.reds(s -> s.with(it -> it.recoveries = Sight.only(Optional.of(Sight.rehearsed(1, false))))))
                .containsExactly("rehearsal");
    }

    @Test
    void nothingIsToBeRehearsedWhereThereIsNoGoodBackup() {
        assertThat(Sight.said(new Rehearsed(), s -> s.with(it -> it.dumps = List.of())))
                .isEqualTo("silent");
    }

    @Test
    void anInterruptedRestoreIsAFaultAndARunningOneIsNot() {
        assertThat(Sight.reds(s -> s.with(it -> it.recoveries = unfinished(Optional.empty()))))
                .containsExactly("unfinished");
        Optional<Holder> somebody =
                Optional.of(new Holder(ProcessHandle.current().pid(), Sight.NOW.toInstant(), Optional.empty()));
        assertThat(Sight.reds(s -> s.with(it -> it.recoveries = unfinished(somebody))))
                .isEmpty();
    }

    /** Started in the middle of a restore, it would make a backup of what is half restored. */
    @Test
    void anUnfinishedRestoreIsSaidFirstAndNothingElseIsAdvisedAgainstIt() {
        Status status = Status.of(new Sight()
                .with(s -> {
                    s.recoveries = unfinished(Optional.empty());
                    s.state = "exited";
                })
                .seen());
        assertThat(status.checks().get(0).id()).isEqualTo("unfinished");
        assertThat(status.reds()).extracting(CheckResult::id).containsExactly("unfinished");
        assertThat(status.warnings()).extracting(CheckResult::id).containsExactly("container");
        assertThat(Repair.of(status)).isEmpty();
    }

    /** It would advise to go on with what cannot be gone on with. */
    @Test
    void oneWhoseRecordCannotBeReadIsToldAsThatAlone() {
        RecoveryHistory open = unfinished(Optional.empty());
        DamagedRuns damage =
                new DamagedRuns("20251124-000000-restore", Problem.of("recovery-run-damaged", "r", "w", "/x", "/y"));
        RecoveryHistory damaged = new RecoveryHistory(
                open.rehearsal(),
                open.unfinished(),
                open.holder(),
                open.last(),
                true,
                Optional.empty(),
                NextMove.EITHER,
                List.of(damage));
        Status status = Status.of(new Sight()
                .with(s -> {
                    s.recoveries = damaged;
                    s.state = "exited";
                })
                .seen());
        assertThat(status.checks().get(0).id()).isEqualTo("records");
        assertThat(status.reds()).extracting(CheckResult::id).containsExactly("records");
        assertThat(status.checks())
                .as("nothing is advised against the way out")
                .extracting(CheckResult::id)
                .doesNotContain("unfinished", "container");
    }

    @Test
    void whatMisskeyCannotWriteIntoIsAWarningWithTheCommand() {
        Finding finding = new UploadsWritable()
                .look(new Sight()
                        .with(s -> s.uploads = Optional.of(new Uploads(Path.of("/m y/files"), "991:991", false)))
                        .seen())
                .orElseThrow();
        assertThat(finding.level()).isEqualTo(Finding.Level.WARNING);
        assertThat(new Plain(Language.EN).one(finding.problem().orElseThrow().hint()))
                .contains("sudo chown -R '991:991' '/m y/files'");
        assertThat(Sight.said(
                        new UploadsWritable(),
                        s -> s.with(it -> it.uploads = Optional.of(new Uploads(Path.of("/f"), "991:991", true)))))
                .isEqualTo("silent");
    }

    /** "Start it" stood below the way on, and would have made an empty database where the data was moved away. */
    @Test
    void ofALostClusterTheDatabaseIsNotStartedByHandInTheMiddleOfItsRestore() {
        for (StatusSnapshot.Down down : StatusSnapshot.Down.values()) {
            Status status = Status.of(new Sight()
                    .with(s -> {
                        s.recoveries = unfinished(Optional.empty(), Map.of("lost_data", "/srv/misskey/db"));
                        s.databaseRuns = false;
                        s.down = down;
                    })
                    .seen());
            assertThat(status.reds()).extracting(CheckResult::id).containsExactly("unfinished");
            assertThat(status.warnings())
                    .extracting(one -> one.finding().problem().orElseThrow().id())
                    .contains("status-database-paused");
        }
    }

    /** Of a container that the restore has not stopped itself: "start it" was advised in the middle of the restore. */
    @Test
    void aBackupContainerThatStoppedByItselfIsStartedAfterTheRestore() {
        Status status = Status.of(new Sight()
                .with(s -> {
                    s.recoveries = unpaused();
                    s.state = "exited";
                })
                .seen());
        assertThat(status.reds())
                .extracting(one -> one.finding().problem().orElseThrow().id())
                .containsExactly("status-restore-unfinished", "status-container-later");
    }

    /** Nothing is known of what Docker would have to tell, and nothing of the restore goes without it. */
    @Test
    void whereDockerDoesNotRunThatIsWhatIsStartedFirst() {
        Status status = Status.of(new Sight()
                .with(s -> {
                    s.recoveries = unfinished(Optional.empty());
                    s.engine = Optional.of(Problem.of("docker-stopped", "/var/run/docker.sock"));
                    s.databaseRuns = false;
                })
                .seen());
        List<Problem> said = status.checks().stream()
                .flatMap(one -> one.finding().problem().stream())
                .toList();
        assertThat(said).extracting(Problem::id).doesNotContain("database-stopped", "status-data-gone");
        Plain english = new Plain(Language.EN);
        assertThat(said)
                .filteredOn(one ->
                        Set.of("docker-stopped", "status-restore-unfinished").contains(one.id()))
                .hasSize(2)
                .allSatisfy(one -> assertThat(english.one(one.hint()))
                        .contains("sudo systemctl start docker")
                        .doesNotContain("restore back", "restore continue"));
    }

    /** A restore that has not stopped the backups when it was killed. */
    static RecoveryHistory unpaused() {
        RecoveryHistory open = unfinished(Optional.empty());
        return new RecoveryHistory(
                open.rehearsal(),
                open.unfinished(),
                open.holder(),
                open.last(),
                false,
                open.situation(),
                NextMove.EITHER,
                List.of());
    }

    /** It was called stopped while it ran; to start what runs does not bring it back. */
    @Test
    void aDatabaseThatRunsApartFromMisskeyIsNotCalledStopped() {
        String said = Sight.said(
                new DatabaseAnswers(),
                s -> s.with(it -> {
                    it.databaseRuns = false;
                    it.down = StatusSnapshot.Down.APART;
                }));
        assertThat(said).isEqualTo("status-database-apart");
    }

    static RecoveryHistory unfinished(Optional<Holder> holder) {
        return unfinished(holder, Map.of());
    }

    static RecoveryHistory unfinished(Optional<Holder> holder, Map<String, String> input) {
        Journal.Record run = new Journal.Record(
                "restore",
                "20251124-000000-restore",
                input,
                Path.of("/x"),
                List.of("pin", "load"),
                Set.of("pin"),
                Optional.of("load"),
                Optional.empty(),
                Sight.NOW.minusHours(1).toInstant(),
                Optional.empty(),
                false,
                false,
                false,
                Optional.empty(),
                0);
        return new RecoveryHistory(
                Optional.of(Sight.rehearsed(1, true)),
                Optional.of(run),
                holder,
                Optional.empty(),
                true,
                Optional.empty(),
                NextMove.EITHER,
                List.of());
    }

    @Test
    void aKeptDatabaseIsNamedWithItsSizeAgeAndTheWeeksThatAreLeft() {
        Sight sight = new Sight().with(s -> {
            s.inside = Sight.inside("kept " + KEPT + " 1900000000\n");
            s.disk = new StatusSnapshot.Disk(true, "2049:77", 300_000_000L, true);
            s.dumps = List.of(
                    MadeUpDumps.good(Duration.ofHours(6), 2_000_000, 5000),
                    MadeUpDumps.good(Duration.ofDays(14), 1_000_000, 4000));
        });
        Finding finding = new KeptDatabases().look(sight.seen()).orElseThrow();
        assertThat(finding.level()).isEqualTo(Finding.Level.OK);
        assertThat(new Plain(Language.EN).one(finding.what()))
                .isEqualTo(KEPT + " is kept from before the last restore: 1.9 GB, 3 d old."
                        + " 300 MB of the disk are free: at the present growth it is full in about 58 weeks.");
    }

    @Test
    void whatIsKeptForLongOrOnANearlyFullDiskIsAWarning() {
        assertThat(kept("hikae_kept_20251001_010000_a1b2c3", 50_000_000_000L)).isEqualTo("status-kept");
        assertThat(kept(KEPT, 50_000_000_000L)).isEmpty();
        assertThat(kept(KEPT, 30_000_000L)).isEqualTo("status-kept");
    }

    private static String kept(String name, long free) {
        return Sight.said(
                new KeptDatabases(),
                s -> s.with(it -> {
                    it.inside = Sight.inside("kept " + name + " 1900000000\n");
                    it.disk = new StatusSnapshot.Disk(true, "2049:77", free, true);
                    it.dumps = List.of(
                            MadeUpDumps.good(Duration.ofHours(6), 2_000_000, 5000),
                            MadeUpDumps.good(Duration.ofDays(14), 1_000_000, 4000));
                }));
    }

    @Test
    void aDatabaseThatOnlyLooksLikeOneIsNotOurs() {
        assertThat(Sight.said(
                        new KeptDatabases(), s -> s.with(it -> it.inside = Sight.inside("kept hikae_kept_mine 5\n"))))
                .isEqualTo("silent");
    }
}
