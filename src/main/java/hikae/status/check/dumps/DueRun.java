package hikae.status.check.dumps;

import hikae.schedule.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * How young a backup must be: as the last run that must be over by now. A run has an hour for itself, or a tenth of
 * the time until the next where that is more. A run that was due before the container was started, as after a change
 * of the schedule or while the server was off, is forgiven for one pause, and for a day at least.
 */
final class DueRun {
    private static final String EVERY = "@every";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int TENTH = 10;
    private static final Duration FIRST_STEP_BACK = Duration.ofMinutes(1);
    private static final Duration LONGEST_STEP_BACK = Duration.ofDays(366 * 5);

    private DueRun() {}

    /**
     * A backup made before this is too old.
     *
     * @param started when the container last started
     * @return empty where the schedule has no run in the past five years
     */
    static Optional<Instant> before(CronSchedule schedule, ZonedDateTime now, Instant started) {
        Optional<ZonedDateTime> next = schedule.next(now);
        if (schedule.text().startsWith(EVERY)) {
            // counted from the start of the container, which nobody keeps: a whole pause is allowed
            return next.map(run -> Duration.between(now, run))
                    .map(pause -> forgiven(now.minus(pause).minus(grace(pause)), pause, started));
        }
        Optional<ZonedDateTime> last = lastUpTo(schedule, now);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Duration pause = next.map(run -> Duration.between(last.get(), run)).orElse(Duration.ZERO);
        return lastUpTo(schedule, now.minus(grace(pause))).map(due -> forgiven(due, pause, started));
    }

    private static Instant forgiven(ZonedDateTime due, Duration pause, Instant started) {
        Instant run = due.toInstant();
        return run.isBefore(started) ? run.minus(pause.compareTo(DAY) > 0 ? pause : DAY) : run;
    }

    private static Duration grace(Duration pause) {
        Duration tenth = pause.dividedBy(TENTH);
        return tenth.compareTo(HOUR) > 0 ? tenth : HOUR;
    }

    /** Steps back until there is a run in between, then walks to the last of them. */
    private static Optional<ZonedDateTime> lastUpTo(CronSchedule schedule, ZonedDateTime end) {
        Duration back = FIRST_STEP_BACK;
        while (back.compareTo(LONGEST_STEP_BACK) <= 0) {
            Optional<ZonedDateTime> run = upTo(schedule, end.minus(back), end);
            if (run.isPresent()) {
                return last(schedule, run.get(), end);
            }
            back = back.multipliedBy(2);
        }
        return Optional.empty();
    }

    private static Optional<ZonedDateTime> last(CronSchedule schedule, ZonedDateTime first, ZonedDateTime end) {
        ZonedDateTime last = first;
        Optional<ZonedDateTime> later = upTo(schedule, last, end);
        while (later.isPresent()) {
            last = later.get();
            later = upTo(schedule, last, end);
        }
        return Optional.of(last);
    }

    private static Optional<ZonedDateTime> upTo(CronSchedule schedule, ZonedDateTime after, ZonedDateTime end) {
        return schedule.next(after).filter(run -> !run.isAfter(end));
    }
}
