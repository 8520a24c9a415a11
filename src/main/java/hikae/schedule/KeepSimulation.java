package hikae.schedule;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * What the image's backup.sh leaves on the disk, run by run. Each dump in last/ is linked into daily/, weekly/ (ISO
 * week) and monthly/, replacing the one of the same period there; then find deletes: in last/ what is 1440 minutes
 * old (BACKUP_KEEP_MINS), elsewhere what is older, in whole days, than KEEP_DAYS, KEEP_WEEKS * 7 + 1,
 * KEEP_MONTHS * 31 + 1.
 */
final class KeepSimulation {
    private static final ZonedDateTime START = LocalDate.of(2025, 1, 1).atStartOfDay(ZoneId.of("UTC"));
    private static final int OBSERVED_DAYS = 400;
    private static final long DAY = 86_400;
    /** What is simulated at most; a denser schedule is computed from the hourly one. */
    private static final int MOST_RUNS_A_DAY = 24;

    private final Retention keep;
    private final RunTimes runs;
    private final int[] seenBy;
    private int distinct;

    private KeepSimulation(Retention keep, RunTimes runs) {
        this.keep = keep;
        this.runs = runs;
        this.seenBy = new int[runs.count()];
        Arrays.fill(seenBy, -1);
    }

    static DistinctFiles run(Retention keep, CronSchedule schedule, ZoneId zone) {
        ZonedDateTime start = START.withZoneSameLocal(zone);
        int perDay = mostInADay(schedule, start);
        if (perDay > MOST_RUNS_A_DAY) {
            DistinctFiles hourly = run(keep, CronSchedule.parse("@hourly"), zone);
            int more = perDay - MOST_RUNS_A_DAY;
            return new DistinctFiles(
                    hourly.min() + more, hourly.max() + more, hourly.daily(), hourly.weekly(), hourly.monthly());
        }
        ZonedDateTime steady = start.plusDays(warmUpDays(keep));
        RunTimes runs = RunTimes.between(schedule, start, steady.plusDays(OBSERVED_DAYS));
        return new KeepSimulation(keep, runs).observe(steady.toEpochSecond());
    }

    /** Runs in the first 24 hours that have any. */
    private static int mostInADay(CronSchedule schedule, ZonedDateTime start) {
        Optional<ZonedDateTime> first = schedule.next(start);
        if (first.isEmpty()) {
            return 0;
        }
        ZonedDateTime end = first.get().plusHours(24);
        int count = 0;
        for (Optional<ZonedDateTime> run = first;
                run.isPresent() && run.get().isBefore(end);
                run = schedule.next(run.get())) {
            count++;
        }
        return count;
    }

    private static int warmUpDays(Retention keep) {
        return Math.max(keep.days() + 1, Math.max(keep.weeks() * 7 + 2, keep.months() * 31 + 2)) + 31;
    }

    private DistinctFiles observe(long from) {
        int min = runs.count();
        int max = 0;
        int[] most = new int[3];
        int first = Math.max(0, Math.min(runs.firstAt(from), runs.count() - 1));
        for (int now = first; now < runs.count(); now++) {
            distinct = 0;
            keepLast(now);
            most[0] = Math.max(most[0], keepNewest(now, runs::dayBefore, keep.days()));
            most[1] = Math.max(most[1], keepNewest(now, runs::weekBefore, keep.weeks() * 7L + 1));
            most[2] = Math.max(most[2], keepNewest(now, runs::monthBefore, keep.months() * 31L + 1));
            min = Math.min(min, distinct);
            max = Math.max(max, distinct);
        }
        return new DistinctFiles(min, max, most[0], most[1], most[2]);
    }

    /**
     * find -mmin. Whether the dump of exactly 1440 minutes before stays depends on the seconds that both took: it
     * counts.
     */
    private void keepLast(int now) {
        for (int run = now; run >= 0 && runs.age(run, now) <= DAY; run--) {
            mark(run, now);
        }
    }

    /** find -mtime: the age in whole days must be above the limit. */
    private int keepNewest(int now, IntUnaryOperator before, long days) {
        int kept = 0;
        for (int run = now; run >= 0 && runs.age(run, now) / DAY <= days; run = before.applyAsInt(run)) {
            mark(run, now);
            kept++;
        }
        return kept;
    }

    private void mark(int run, int now) {
        if (seenBy[run] != now) {
            seenBy[run] = now;
            distinct++;
        }
    }
}
