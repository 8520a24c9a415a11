package hikae.setup;

import hikae.schedule.SimpleSchedule;
import hikae.text.ProblemException;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of day, minutes and days of the week as the schedule form has them. */
final class ClockText {
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):?(\\d{2})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
    private static final int HOURS = 24;
    private static final int MINUTES = 60;

    private ClockText() {}

    /**
     * {@code 04:00}, {@code 4:00} or {@code 0400}; full-width digits count as digits.
     *
     * @throws ProblemException {@code time-format}
     */
    static LocalTime time(String text) {
        Matcher matcher = TIME.matcher(narrow(text));
        if (!matcher.matches()) {
            throw ProblemException.of("time-format", text.strip());
        }
        int hour = Integer.parseInt(matcher.group(1));
        int minute = Integer.parseInt(matcher.group(2));
        if (hour >= HOURS || minute >= MINUTES) {
            throw ProblemException.of("time-format", text.strip());
        }
        return LocalTime.of(hour, minute);
    }

    /**
     * 0 to 59.
     *
     * @throws ProblemException {@code minute-range}
     */
    static int minute(String text) {
        String narrow = narrow(text);
        if (!NUMBER.matcher(narrow).matches() || Integer.parseInt(narrow) >= MINUTES) {
            throw ProblemException.of("minute-range", text.strip());
        }
        return Integer.parseInt(narrow);
    }

    /** The time of a schedule; four in the morning for one that has none. */
    static String timeOf(SimpleSchedule schedule) {
        if (schedule instanceof SimpleSchedule.Daily daily) {
            return daily.time().toString();
        }
        return schedule instanceof SimpleSchedule.Weekly weekly ? weekly.time().toString() : "04:00";
    }

    /** The minute of a schedule of every six hours; 0 for another. */
    static String minuteOf(SimpleSchedule schedule) {
        return schedule instanceof SimpleSchedule.EverySixHours six ? String.valueOf(six.minute()) : "0";
    }

    /** The day of a weekly schedule; Sunday for another. */
    static String dayOf(SimpleSchedule schedule) {
        return dayText(schedule instanceof SimpleSchedule.Weekly weekly ? weekly.day() : DayOfWeek.SUNDAY);
    }

    /** {@code sunday}. */
    static String dayText(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static String narrow(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }
}
