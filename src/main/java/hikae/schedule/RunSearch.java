package hikae.schedule;

import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The search of robfig/cron v3.0.1 ({@code SpecSchedule.Next}), field by field from the month down. A field that
 * wraps sends the search back to the month. Its treatment of skipped and doubled hours is kept exactly, because it
 * decides when the backup really runs.
 */
final class RunSearch {
    private static final int YEARS = 5;
    private static final long HOUR = 3600;
    private static final long MINUTE = 60;
    private static final int HOURS = 24;
    private static final int MINUTES = 60;
    private static final int SECONDS = 60;

    private final FieldTiming fields;
    private final int lastYear;
    private GoTime time;
    private boolean moved;

    RunSearch(FieldTiming fields, GoTime start) {
        this.fields = fields;
        this.time = start;
        this.lastYear = start.year() + YEARS;
    }

    /** The first matching second, or nothing within five years. */
    Optional<GoTime> find() {
        while (time.year() <= lastYear) {
            if (month() && day() && hour() && minute() && second()) {
                return Optional.of(time);
            }
        }
        return Optional.empty();
    }

    private boolean month() {
        while (!fields.month().has(time.month())) {
            if (!moved) {
                moved = true;
                time = time.date(time.local().withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS));
            }
            time = time.plusMonth();
            if (time.month() == 1) {
                return false;
            }
        }
        return true;
    }

    private boolean day() {
        while (!fields.dayMatches(time.day(), time.weekday())) {
            if (!moved) {
                moved = true;
                time = time.date(time.local().truncatedTo(ChronoUnit.DAYS));
            }
            time = backToMidnight(time.plusDay());
            if (time.day() == 1) {
                return false;
            }
        }
        return true;
    }

    /** Where midnight is skipped or doubled, the hour is not 0. */
    private static GoTime backToMidnight(GoTime time) {
        int hour = time.hour();
        return time.plusSeconds(hour > 12 ? (24 - hour) * HOUR : -hour * HOUR);
    }

    private boolean hour() {
        while (!fields.hour().has(time.hour())) {
            if (!moved) {
                moved = true;
                time = time.date(time.local().truncatedTo(ChronoUnit.HOURS));
            }
            time = jump(Math.min(fields.hour().after(time.hour()), HOURS) - time.hour(), HOUR);
            if (time.hour() == 0) {
                return false;
            }
        }
        return true;
    }

    private boolean minute() {
        while (!fields.minute().has(time.minute())) {
            if (!moved) {
                moved = true;
                time = time.plusSeconds(-Math.floorMod(time.epochSecond(), MINUTE));
            }
            time = jump(Math.min(fields.minute().after(time.minute()), MINUTES) - time.minute(), MINUTE);
            if (time.minute() == 0) {
                return false;
            }
        }
        return true;
    }

    /** Straight to the next value that matches or wraps; one by one where the clock is changed between. */
    private GoTime jump(int count, long unit) {
        GoTime there = time.plusSeconds(count * unit);
        boolean clockChanged = !there.local().equals(time.local().plusSeconds(count * unit));
        return clockChanged ? time.plusSeconds(unit) : there;
    }

    private boolean second() {
        while (!fields.second().has(time.second())) {
            moved = true;
            int next = Math.min(fields.second().after(time.second()), SECONDS);
            time = time.plusSeconds(next - time.second());
            if (time.second() == 0) {
                return false;
            }
        }
        return true;
    }
}
