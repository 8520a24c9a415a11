package hikae.text;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;

/** Moments and spans of time as the operator reads them. */
public final class Moments {
    private static final Pattern SHORT_NAME = Pattern.compile("[A-Z]{3,5}");
    private static final int HOURS_OF_HALF_A_DAY = 12;
    private static final Duration LONG = Duration.ofDays(1);

    private Moments() {}

    /** {@code Mon 24 Nov 2025 04:00 JST}, in Japanese {@code 2025/11/24(月) 04:00 JST}. */
    public static Message when(ZonedDateTime moment) {
        return said("moment.when", moment.toLocalDateTime(), zoneName(moment));
    }

    /** {@link #when(ZonedDateTime)} in the language of {@code messages}. */
    public static String when(ZonedDateTime moment, Messages messages) {
        return messages.say(when(moment));
    }

    /** Without the year, for narrow screens: {@code Mon 24 Nov 04:00 JST}. */
    public static Message shortly(ZonedDateTime moment) {
        return said("moment.shortly", moment.toLocalDateTime(), zoneName(moment));
    }

    /** The time on the wall, without a zone: {@code Mon 24 Nov 2025 04:00}. */
    public static Message wall(LocalDateTime moment) {
        return said("moment.wall", moment, "");
    }

    /** A time of day: {@code 04:00}, in Japanese 午前4時00分; with seconds only where there are any. */
    public static Message clock(LocalTime time) {
        String half = time.getHour() < HOURS_OF_HALF_A_DAY ? "am" : "pm";
        return Message.of(
                "moment.clock." + half + (time.getSecond() == 0 ? "" : "-seconds"),
                two(time.getHour()),
                two(time.getMinute()),
                two(time.getSecond()),
                time.getHour() % HOURS_OF_HALF_A_DAY);
    }

    /** {@code in 13 h 55 min} or {@code 3 d 2 h ago}; less than a minute is {@code now}. */
    public static Message distance(ZonedDateTime now, ZonedDateTime then) {
        Duration between = Duration.between(now, then);
        if (between.abs().compareTo(Duration.ofMinutes(1)) < 0) {
            return Message.of("moment.now");
        }
        return Message.of(between.isNegative() ? "moment.ago" : "moment.in", span(between.abs()));
    }

    /** The two largest units of a span that is not negative: {@code 13 h 55 min}, {@code 3 d 2 h}, {@code 40 s}. */
    public static Message span(Duration span) {
        if (span.compareTo(LONG) >= 0) {
            return two("d", span.toDays(), "h", span.toHoursPart());
        }
        return span.toHours() > 0
                ? two("h", span.toHours(), "min", span.toMinutesPart())
                : two("min", span.toMinutes(), "s", span.toSecondsPart());
    }

    private static Message two(String unit, long count, String smaller, int rest) {
        Message large = Message.of("moment.unit." + unit, count);
        Message small = Message.of("moment.unit." + smaller, rest);
        if (count == 0) {
            return small;
        }
        return rest == 0 ? large : Message.of("moment.span", large, small);
    }

    /** The zone's usual short name such as {@code JST} or {@code CEST}, else its offset such as {@code UTC-03:00}. */
    public static String zoneName(ZonedDateTime moment) {
        boolean summer = moment.getZone().getRules().isDaylightSavings(moment.toInstant());
        String name = TimeZone.getTimeZone(moment.getZone()).getDisplayName(summer, TimeZone.SHORT, Locale.ENGLISH);
        return SHORT_NAME.matcher(name).matches() ? name : offset(moment);
    }

    /** The offset from UTC at that moment: {@code UTC+09:00}. */
    public static String offset(ZonedDateTime moment) {
        String id = moment.getOffset().getId();
        return "UTC" + (id.equals("Z") ? "+00:00" : id);
    }

    private static Message said(String key, LocalDateTime moment, String zone) {
        return Message.of(
                key,
                Message.of("moment.day." + moment.getDayOfWeek().getValue()),
                two(moment.getDayOfMonth()),
                Message.of("moment.month." + moment.getMonthValue()),
                moment.getYear(),
                two(moment.getHour()) + ":" + two(moment.getMinute()),
                zone,
                two(moment.getMonthValue()));
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
