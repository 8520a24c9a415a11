package hikae.schedule;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
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
    /** What is simulated at most; beyond, the answer is that for once a day and the runs of one day more. */
    private static final int MOST_RUNS = 20_000;
    /** Beyond as many in a day, as one every minute gives, the rest is taken to be as dense. */
    private static final int COUNTED = 1500;

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
        int days = warmUpDays(keep) + OBSERVED_DAYS;
        long perDay = mostInADay(schedule, start);
        if (perDay > 1 && perDay * days > MOST_RUNS) {
            DistinctFiles daily = run(keep, CronSchedule.parse("@daily"), zone);
            return daily.plus(perDay);
        }
        ZonedDateTime steady = start.plusDays(warmUpDays(keep));
        RunTimes runs = RunTimes.between(schedule, start, start.plusDays(days));
        return new KeepSimulation(keep, runs).observe(steady.toEpochSecond());
    }

    /** Runs in the first 24 hours that have any. */
    private static long mostInADay(CronSchedule schedule, ZonedDateTime start) {
        List<ZonedDateTime> runs = schedule.next(start, COUNTED);
        if (runs.isEmpty()) {
            return 0;
        }
        ZonedDateTime end = runs.get(0).plusDays(1);
        ZonedDateTime last = runs.get(runs.size() - 1);
        long seconds = Duration.between(runs.get(0), last).toSeconds();
        return runs.size() == COUNTED && last.isBefore(end)
                ? (COUNTED - 1) * DAY / seconds
                : runs.stream().filter(end::isAfter).count();
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
