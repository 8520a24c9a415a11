package hikae.schedule;

import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The plainest possible reading of five valid fields: looks at every minute there is. */
record NaiveCron(
        Set<Integer> minutes,
        Set<Integer> hours,
        Set<Integer> days,
        Set<Integer> months,
        Set<Integer> weekdays,
        boolean eitherDay) {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    static NaiveCron of(String spec) {
        String[] field = spec.split("[\\s\u3000\u00a0\u2003]+");
        return new NaiveCron(
                values(field[0], 0, 59, List.of()),
                values(field[1], 0, 23, List.of()),
                values(field[2], 1, 31, List.of()),
                values(field[3], 1, 12, MONTHS),
                values(field[4], 0, 6, DAYS),
                !isStar(field[2]) && !isStar(field[4]));
    }

    /** The first minute after the moment that matches, within {@code days} days. */
    Optional<ZonedDateTime> next(ZonedDateTime after, int days) {
        ZonedDateTime end = after.plusDays(days);
        ZonedDateTime minute = after.minusSeconds(after.getSecond()).plusSeconds(60);
        while (minute.isBefore(end)) {
            if (matches(minute)) {
                return Optional.of(minute);
            }
            minute = minute.plusSeconds(60);
        }
        return Optional.empty();
    }

    private boolean matches(ZonedDateTime time) {
        boolean date = days.contains(time.getDayOfMonth());
        boolean weekday = weekdays.contains(time.getDayOfWeek().getValue() % 7);
        return minutes.contains(time.getMinute())
                && hours.contains(time.getHour())
                && months.contains(time.getMonthValue())
                && (eitherDay ? date || weekday : date && weekday);
    }

    /** A list with a star in it counts as one; a star with a step above 1 does not. */
    private static boolean isStar(String field) {
        return List.of(field.split(",")).stream().anyMatch(part -> part.matches("[*?](/1)?"));
    }

    private static Set<Integer> values(String field, int min, int max, List<String> names) {
        Set<Integer> values = new HashSet<>();
        for (String part : field.toLowerCase(Locale.ROOT).split(",")) {
            String[] step = part.split("/");
            String[] ends = step[0].split("-");
            boolean star = ends[0].matches("[*?]");
            int low = star ? min : number(ends[0], min, names);
            int high = star || (ends.length == 1 && step.length == 2) ? max : number(ends[ends.length - 1], min, names);
            for (int value = low; value <= high; value += step.length == 2 ? Integer.parseInt(step[1]) : 1) {
                values.add(value);
            }
        }
        return values;
    }

    private static int number(String text, int min, List<String> names) {
        return names.contains(text) ? names.indexOf(text) + min : Integer.parseInt(text);
    }
}
