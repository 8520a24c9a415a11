package hikae.schedule;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Six fields that must match. When both day fields are restricted, either of them is enough. */
record FieldTiming(
        FieldValues second,
        FieldValues minute,
        FieldValues hour,
        FieldValues dayOfMonth,
        FieldValues month,
        FieldValues dayOfWeek)
        implements Timing {
    @Override
    public Optional<ZonedDateTime> next(ZonedDateTime after) {
        GoTime start = GoTime.at(after.toEpochSecond() + 1, after.getZone().getRules());
        return new RunSearch(this, start)
                .find()
                .map(found -> Instant.ofEpochSecond(found.epochSecond()).atZone(after.getZone()));
    }

    boolean dayMatches(int day, int weekday) {
        boolean byDate = dayOfMonth.has(day);
        boolean byWeekday = dayOfWeek.has(weekday);
        return eitherDayIsEnough() ? byDate || byWeekday : byDate && byWeekday;
    }

    /** Neither day field is a star. */
    boolean eitherDayIsEnough() {
        return !dayOfMonth.star() && !dayOfWeek.star();
    }
}
