package hikae.schedule;

import hikae.text.ProblemException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Exactly what go-cron accepts: robfig/cron v3.0.1 with the parser {@code SecondOptional|Minute|Hour|Dom|Month|Dow|
 * Descriptor}. What it lets pass, passes here too; what we refuse beyond it is {@link CronSchedule}'s business.
 */
final class Grammar {
    private static final Set<String> YEARLY = Set.of("@yearly", "@annually");
    private static final Set<String> DAILY = Set.of("@daily", "@midnight");
    private static final Map<String, Timing> DESCRIPTORS = Map.of(
            "@monthly", midnight(1, 0, -1),
            "@weekly", midnight(0, 0, 0),
            "@hourly", hourly());
    private static final String EVERY = "@every ";

    private Grammar() {}

    /**
     * A text that go-cron accepts.
     *
     * @param zone the zone of a {@code TZ=} or {@code CRON_TZ=} prefix
     */
    record Parsed(Optional<ZoneId> zone, Timing timing) {}

    /**
     * Reads the text as go-cron does.
     *
     * @throws ProblemException with the cause, if go-cron refuses it or, for a prefix with nothing behind it, crashes
     */
    static Parsed parse(String text) {
        Optional<ZonePrefix> prefix = ZonePrefix.of(text);
        if (prefix.isEmpty()) {
            return new Parsed(Optional.empty(), timing(text));
        }
        ZoneId zone = prefix.get().zone().orElseThrow(() -> prefix.get().problem());
        return new Parsed(Optional.of(zone), timing(prefix.get().rest()));
    }

    private static Timing timing(String text) {
        return text.startsWith("@") ? descriptor(text) : fields(text);
    }

    private static Timing fields(String text) {
        List<String> given = Blanks.fields(text);
        if (given.size() < 5 || given.size() > 6) {
            throw new ProblemException(ParseHints.fieldCount(given));
        }
        int first = given.size() == 6 ? 0 : -1;
        return new FieldTiming(
                new FieldText(CronField.SECOND, given, first).parse(),
                new FieldText(CronField.MINUTE, given, first + 1).parse(),
                new FieldText(CronField.HOUR, given, first + 2).parse(),
                new FieldText(CronField.DAY_OF_MONTH, given, first + 3).parse(),
                new FieldText(CronField.MONTH, given, first + 4).parse(),
                new FieldText(CronField.DAY_OF_WEEK, given, first + 5).parse());
    }

    private static Timing descriptor(String text) {
        if (YEARLY.contains(text)) {
            return midnight(1, 1, -1);
        }
        if (DAILY.contains(text)) {
            return midnight(0, 0, -1);
        }
        Timing known = DESCRIPTORS.get(text);
        return known == null ? every(text) : known;
    }

    private static Timing every(String text) {
        if (!text.startsWith(EVERY)) {
            throw new ProblemException(ParseHints.descriptor(text));
        }
        Duration pause = GoDuration.parse(text.substring(EVERY.length()))
                .orElseThrow(() -> ProblemException.of("schedule-every", text));
        return EveryTiming.of(pause);
    }

    /** At 00:00; 0 stands for every day or month, -1 for every day of the week. */
    private static Timing midnight(int day, int month, int weekday) {
        return new FieldTiming(
                FieldValues.only(0),
                FieldValues.only(0),
                FieldValues.only(0),
                day == 0 ? FieldValues.all(CronField.DAY_OF_MONTH) : FieldValues.only(day),
                month == 0 ? FieldValues.all(CronField.MONTH) : FieldValues.only(month),
                weekday < 0 ? FieldValues.all(CronField.DAY_OF_WEEK) : FieldValues.only(weekday));
    }

    private static Timing hourly() {
        return new FieldTiming(
                FieldValues.only(0),
                FieldValues.only(0),
                FieldValues.all(CronField.HOUR),
                FieldValues.all(CronField.DAY_OF_MONTH),
                FieldValues.all(CronField.MONTH),
                FieldValues.all(CronField.DAY_OF_WEEK));
    }
}
