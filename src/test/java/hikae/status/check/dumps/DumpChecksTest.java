package hikae.status.check.dumps;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Dump;
import hikae.status.CheckResult;
import hikae.status.MadeUpDumps;
import hikae.status.Repair;
import hikae.status.Sight;
import hikae.status.Status;
import hikae.status.check.Check;
import hikae.status.check.ClockRight;
import hikae.status.look.StatusSnapshot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of the dumps and their disk, on both sides of each limit. */
class DumpChecksTest {
    private static final Duration SIX_HOURS = Duration.ofHours(6);

    @Test
    void noDumpAtAllIsOneRedLine() {
        assertThat(reds()).containsExactly("age");
        assertThat(said(new BackupYoung())).isEqualTo("status-no-backup");
    }

    @Test
    void aCutOffNewestDumpIsOneRedLineWhetherOrNotThereIsAnother() {
        assertThat(reds(MadeUpDumps.bad(SIX_HOURS))).containsExactly("newest");
        assertThat(reds(MadeUpDumps.bad(Duration.ofHours(1)), MadeUpDumps.good(SIX_HOURS)))
                .containsExactly("newest");
    }

    @Test
    void everyNameOfADamagedDumpIsTold() {
        assertThat(Status.of(sight(MadeUpDumps.bad(SIX_HOURS)).seen())
                        .reds()
                        .get(0)
                        .finding()
                        .what()
                        .args()
                        .get(0))
                .asString()
                .contains("last/misskey-", "daily/misskey-1.sql.gz");
    }

    /** It is 10:00 and the schedule says 04:00: of today from 06:24 on, because a run has 2 h 24 min. */
    @Test
    void aBackupMustBeAsYoungAsTheLastRunThatIsOver() {
        assertThat(said(new BackupYoung(), MadeUpDumps.good(SIX_HOURS))).isEmpty();
        assertThat(said(new BackupYoung(), MadeUpDumps.good(SIX_HOURS.plusSeconds(1))))
                .isEqualTo("status-too-old");
        assertThat(said(at("06:23:59"), MadeUpDumps.good(Duration.ofHours(29)))).isEmpty();
        assertThat(said(at("06:24:00"), MadeUpDumps.good(Duration.ofHours(29)))).isEqualTo("status-too-old");
    }

    @Test
    void aSetupYoungerThanItsFirstRunIsFineWithItsFirstBackup() {
        assertThat(said(new BackupYoung(), MadeUpDumps.good(Duration.ofMinutes(1))))
                .isEmpty();
    }

    @Test
    void ofADeadScheduleTheAgeIsNotAsked() {
        Sight sight = sight(MadeUpDumps.good(Duration.ofDays(90)));
        sight.schedule = "0 4 30 2 *";
        sight.inside = Sight.inside("port {\"Schedule\":\"0 4 30 2 *\"}");
        assertThat(Status.of(sight.seen()).reds()).extracting(CheckResult::id).containsExactly("schedule");
    }

    @Test
    void halfTheUsualSizeIsPlausibleAndLessIsNot() {
        Dump before = MadeUpDumps.good(Duration.ofDays(1), 1_000_000, 5000);
        assertThat(said(new SizePlausible(), before)).isEqualTo("silent");
        assertThat(said(new SizePlausible(), MadeUpDumps.good(SIX_HOURS, 500_000, 5000), before))
                .isEmpty();
        assertThat(said(new SizePlausible(), MadeUpDumps.good(SIX_HOURS, 499_999, 5000), before))
                .isEqualTo("status-small");
        assertThat(said(new SizePlausible(), MadeUpDumps.good(SIX_HOURS, 900_000, 2500), before))
                .isEmpty();
        assertThat(said(new SizePlausible(), MadeUpDumps.good(SIX_HOURS, 900_000, 2499), before))
                .isEqualTo("status-few");
    }

    @Test
    void aFewRowsMayBecomeFewer() {
        Dump before = MadeUpDumps.good(Duration.ofDays(1), 1_000_000, 19);
        assertThat(said(new SizePlausible(), MadeUpDumps.good(SIX_HOURS, 1_000_000, 1), before))
                .isEmpty();
    }

    @Test
    void oneOddDumpAmongTheEarlierOnesDoesNotDecide() {
        assertThat(said(
                        new SizePlausible(),
                        MadeUpDumps.good(SIX_HOURS, 900_000, 5000),
                        MadeUpDumps.good(Duration.ofDays(1), 1_000_000, 5000),
                        MadeUpDumps.good(Duration.ofDays(2), 9_000_000, 50_000),
                        MadeUpDumps.good(Duration.ofDays(3), 1_000_000, 5000)))
                .isEmpty();
    }

    @Test
    void aDamagedOlderDumpIsAWarningThatCanBeMended() {
        Status status = Status.of(sight(MadeUpDumps.good(SIX_HOURS), MadeUpDumps.bad(Duration.ofHours(30)))
                .seen());
        assertThat(status.reds()).isEmpty();
        assertThat(status.warnings()).extracting(CheckResult::id).containsExactly("partial");
        assertThat(Repair.of(status)).containsExactly(Repair.ASIDE);
    }

    @Test
    void aLinkToNothingIsAWarning() {
        Sight sight = sight(MadeUpDumps.good(SIX_HOURS));
        sight.links.add(new BackupFolder.Link(Sight.HOME.resolve("backups/last/misskey-latest.sql.gz"), false));
        Status status = Status.of(sight.seen());
        assertThat(status.reds()).isEmpty();
        assertThat(status.warnings()).extracting(CheckResult::id).containsExactly("latest");
    }

    @Test
    void theDiskMustTakeTwoMoreDumps() {
        assertThat(disk(2_000_000)).isEqualTo("status-disk-forecast");
        assertThat(disk(1_999_999)).isEqualTo("status-disk-full");
    }

    /** A daily run with 7, 4 and 6 settles at 18 dumps at most: 19 times 1.2 dumps, one of which is there. */
    @Test
    void theDiskShouldTakeAllThatRetentionKeeps() {
        long need = 19 * 1_200_000L - 1_000_000;
        assertThat(disk(need)).isEmpty();
        assertThat(disk(need - 1)).isEqualTo("status-disk-forecast");
    }

    @Test
    void aFailedRunIsLessThanAFaultOnceAGoodBackupHasBeenMade() {
        String failed = "port {\"Last\":{\"Exit_status\":1,\"Stderr\":\"no\",\"ExitTime\":"
                + "\"2025-11-24T04:00:02+09:00\"},\"Schedule\":\"0 4 * * *\"}";
        Sight mended = sight(MadeUpDumps.good(Duration.ofHours(5)));
        mended.inside = Sight.inside(failed);
        assertThat(Sight.said(new LastRun(), sight -> mended)).isEqualTo("status-run-failed-before");
        Sight not = sight(MadeUpDumps.good(SIX_HOURS));
        not.inside = Sight.inside(failed);
        assertThat(Sight.said(new LastRun(), sight -> not)).isEqualTo("status-run-failed");
    }

    @Test
    void aDumpFromTheFutureIsAWarningAboutTheClock() {
        assertThat(said(new ClockRight(), MadeUpDumps.good(Duration.ofMinutes(-5))))
                .isEmpty();
        assertThat(said(new ClockRight(), MadeUpDumps.good(Duration.ofMinutes(-6))))
                .isEqualTo("status-clock-future");
    }

    @Test
    void withoutTheDirectoryNothingIsSaidOfDumps() {
        Sight sight = sight(MadeUpDumps.bad(SIX_HOURS));
        sight.disk = new StatusSnapshot.Disk(false, "", 0, false);
        assertThat(Status.of(sight.seen()).checks())
                .extracting(CheckResult::id)
                .doesNotContain("age", "newest", "size", "partial", "latest", "disk");
    }

    private static String disk(long free) {
        Sight sight = sight(MadeUpDumps.good(SIX_HOURS));
        sight.disk = new StatusSnapshot.Disk(true, "2049:77", free, false);
        return Sight.said(new DiskRoom(), it -> sight);
    }

    private static Sight sight(Dump... dumps) {
        Sight sight = new Sight();
        sight.dumps.clear();
        sight.dumps.addAll(List.of(dumps));
        return sight;
    }

    /** A healthy server at another time of that day. */
    private static Sight at(String time) {
        Sight sight = sight();
        sight.now = Sight.NOW.with(java.time.LocalTime.parse(time));
        return sight;
    }

    private static String said(Sight sight, Dump... dumps) {
        sight.dumps.addAll(List.of(dumps));
        return Sight.said(new BackupYoung(), it -> sight);
    }

    private static String said(Check check, Dump... dumps) {
        return Sight.said(check, it -> sight(dumps));
    }

    private static List<String> reds(Dump... dumps) {
        return Status.of(sight(dumps).seen()).reds().stream()
                .map(CheckResult::id)
                .toList();
    }
}
