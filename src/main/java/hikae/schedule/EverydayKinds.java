package hikae.schedule;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises the expressions that the form writes. */
final class EverydayKinds {
    private static final Pattern AT_TIME = Pattern.compile("([0-9]{1,2}) ([0-9]{1,2}) \\* \\* (\\*|[0-6])");
    private static final Pattern SIX_HOURS = Pattern.compile("([0-9]{1,2}) \\*/6 \\* \\* \\*");

    private EverydayKinds() {}

    static Optional<SimpleSchedule> of(String text) {
        Matcher six = SIX_HOURS.matcher(text);
        if (six.matches()) {
            return Optional.of(new SimpleSchedule.EverySixHours(Integer.parseInt(six.group(1))));
        }
        Matcher time = AT_TIME.matcher(text);
        return time.matches() ? Optional.of(atTime(time)) : Optional.empty();
    }

    private static SimpleSchedule atTime(Matcher matched) {
        LocalTime time = LocalTime.of(Integer.parseInt(matched.group(2)), Integer.parseInt(matched.group(1)));
        if (matched.group(3).equals("*")) {
            return new SimpleSchedule.Daily(time);
        }
        int day = Integer.parseInt(matched.group(3));
        return new SimpleSchedule.Weekly(DayOfWeek.of(day == 0 ? 7 : day), time);
    }
}
