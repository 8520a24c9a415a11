package hikae.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * A moment in a time zone, in whole seconds, that is moved as Go's {@code time.Time} moves: adding days or months
 * goes by the wall clock, adding seconds by the elapsed time, and a wall clock time that is skipped or doubled gets
 * the offset that Go's {@code time.Date} gives it.
 */
record GoTime(long epochSecond, LocalDateTime local, ZoneRules rules) {
    /** The moment {@code epochSecond} as seen in the zone. */
    static GoTime at(long epochSecond, ZoneRules rules) {
        ZoneOffset offset = rules.getOffset(Instant.ofEpochSecond(epochSecond));
        return new GoTime(epochSecond, LocalDateTime.ofEpochSecond(epochSecond, 0, offset), rules);
    }

    /** As Go's {@code time.Date}: the offset is looked up twice, first as if the wall clock were UTC. */
    GoTime date(LocalDateTime wall) {
        long asUtc = wall.toEpochSecond(ZoneOffset.UTC);
        long guess = asUtc - offsetAt(asUtc);
        return at(asUtc - offsetAt(guess), rules);
    }

    private int offsetAt(long epochSecond) {
        return rules.getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
    }

    GoTime plusSeconds(long seconds) {
        return at(epochSecond + seconds, rules);
    }

    GoTime plusDay() {
        return date(local.plusDays(1));
    }

    /** The 31st plus one month overflows into the month after, as in Go. */
    GoTime plusMonth() {
        return date(local.withDayOfMonth(1).plusMonths(1).plusDays(local.getDayOfMonth() - 1L));
    }

    int year() {
        return local.getYear();
    }

    int month() {
        return local.getMonthValue();
    }

    int day() {
        return local.getDayOfMonth();
    }

    /** Sunday is 0. */
    int weekday() {
        return local.getDayOfWeek().getValue() % 7;
    }

    int hour() {
        return local.getHour();
    }

    int minute() {
        return local.getMinute();
    }

    int second() {
        return local.getSecond();
    }
}
