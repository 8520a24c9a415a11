package hikae.schedule;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The runs of a schedule, and for each run the last one of the day, ISO week and month before: -1 if there is none. */
final class RunTimes {
    private static final int DAYS_FROM_MONDAY_TO_EPOCH = 3;

    /** In seconds since 1970, rising. */
    private final long[] seconds;

    private final int[] dayBefore;
    private final int[] weekBefore;
    private final int[] monthBefore;

    private RunTimes(long[] seconds, LocalDate[] days) {
        this.seconds = seconds;
        this.dayBefore = before(days, day -> (int) day.toEpochDay());
        this.weekBefore = before(days, RunTimes::week);
        this.monthBefore = before(days, day -> day.getYear() * 12 + day.getMonthValue());
    }

    static RunTimes between(CronSchedule schedule, ZonedDateTime from, ZonedDateTime to) {
        long[] seconds = new long[64];
        LocalDate[] dates = new LocalDate[64];
        int count = 0;
        Optional<ZonedDateTime> run = schedule.next(from);
        while (run.isPresent() && run.get().isBefore(to)) {
            if (count == seconds.length) {
                seconds = Arrays.copyOf(seconds, 2 * count);
                dates = Arrays.copyOf(dates, 2 * count);
            }
            seconds[count] = run.get().toEpochSecond();
            dates[count++] = run.get().toLocalDate();
            run = schedule.next(run.get());
        }
        return new RunTimes(Arrays.copyOf(seconds, count), Arrays.copyOf(dates, count));
    }

    private static int week(LocalDate day) {
        return (int) Math.floorDiv(day.toEpochDay() + DAYS_FROM_MONDAY_TO_EPOCH, 7L);
    }

    private static int[] before(LocalDate[] days, ToIntFunction<LocalDate> period) {
        int[] before = new int[days.length];
        for (int i = 0; i < days.length; i++) {
            boolean same = i > 0 && period.applyAsInt(days[i]) == period.applyAsInt(days[i - 1]);
            before[i] = same ? before[i - 1] : i - 1;
        }
        return before;
    }

    int dayBefore(int run) {
        return dayBefore[run];
    }

    int weekBefore(int run) {
        return weekBefore[run];
    }

    int monthBefore(int run) {
        return monthBefore[run];
    }

    int count() {
        return seconds.length;
    }

    /** How long before {@code later} the {@code earlier} run was, in seconds. */
    long age(int earlier, int later) {
        return seconds[later] - seconds[earlier];
    }

    /** The first run at or after a moment; {@link #count} if there is none. */
    int firstAt(long second) {
        int found = Arrays.binarySearch(seconds, second);
        return found < 0 ? -found - 1 : found;
    }
}
