package hikae.schedule;

import hikae.text.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The most likely reason why an expression was refused, told by what was written. */
final class ParseHints {
    private static final Pattern CLOCK = Pattern.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])");
    private static final Pattern QUARTZ = Pattern.compile("(?i)L(-?[0-9]+)?|LW|[0-9]+[LW]|[a-z]{3}L|.+#.*");
    private static final Pattern JENKINS = Pattern.compile("(?i)H(\\(.*)?");
    private static final Set<String> DESCRIPTORS =
            Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
    private static final String QUOTES = "\"'`\u201c\u201d\u2018\u2019";

    private ParseHints() {}

    /** Neither five nor six fields. */
    static Problem fieldCount(List<String> fields) {
        String text = String.join(" ", fields);
        if (fields.isEmpty()) {
            return Problem.of("schedule-empty");
        }
        int comment = comment(fields);
        if (comment >= 0) {
            List<String> rest = fields.subList(0, comment);
            String better = rest.isEmpty() ? "0 4 * * *" : String.join(" ", rest);
            return Problem.of("schedule-comment", String.join(" ", fields.subList(comment, fields.size())), better);
        }
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            String cron = Integer.parseInt(clock.group(2)) + " " + Integer.parseInt(clock.group(1)) + " * * *";
            return Problem.of("schedule-clock-time", text, cron);
        }
        String id = fields.size() < 5 ? "schedule-fields-few" : "schedule-fields-many";
        return Problem.of(id, fields.size(), text);
    }

    private static int comment(List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).startsWith("#")) {
                return i;
            }
        }
        return -1;
    }

    /** An {@code @word} that go-cron does not know; it knows them in lower case only. */
    static Problem descriptor(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (DESCRIPTORS.contains(lower)) {
            return Problem.of("schedule-descriptor-case", text, lower);
        }
        if (lower.equals("@reboot")) {
            return Problem.of("schedule-reboot");
        }
        return lower.startsWith("@every")
                ? Problem.of("schedule-every", text)
                : Problem.of("schedule-descriptor", text);
    }

    /** A value that is neither a number nor a name of the field. */
    static Problem value(CronField field, String value, String part) {
        if (value.isEmpty() && part.startsWith("-")) {
            return Problem.of("schedule-negative", field.say(), part);
        }
        if (part.chars().anyMatch(c -> QUOTES.indexOf(c) >= 0)) {
            return Problem.of("schedule-quote", field.say(), part);
        }
        if (QUARTZ.matcher(value).matches()) {
            return Problem.of("schedule-quartz", field.say(), part);
        }
        if (JENKINS.matcher(value).matches()) {
            return Problem.of("schedule-jenkins", field.say(), part);
        }
        boolean names = field == CronField.MONTH || field == CronField.DAY_OF_WEEK;
        return Problem.of(names ? "schedule-name" : "schedule-number", field.say(), part, field.min(), field.max());
    }
}
