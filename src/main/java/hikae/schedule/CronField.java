package hikae.schedule;

import hikae.text.Message;
import java.util.List;
import java.util.OptionalInt;

/** The six fields with their bounds and names, as in robfig/cron v3.0.1 {@code parser.go}. */
enum CronField {
    SECOND("second", 0, 59, ""),
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY_OF_MONTH("day-of-month", 1, 31, ""),
    MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    DAY_OF_WEEK("day-of-week", 0, 6, "sun mon tue wed thu fri sat");

    private final String id;
    private final int min;
    private final int max;
    private final String names;

    CronField(String id, int min, int max, String names) {
        this.id = id;
        this.min = min;
        this.max = max;
        this.names = names;
    }

    int min() {
        return min;
    }

    int max() {
        return max;
    }

    /** The field as the operator reads it. */
    Message say() {
        return Message.of("schedule.field." + id);
    }

    /** The number behind a name such as {@code jan}, in any case; empty if it is none of this field's names. */
    OptionalInt named(String text) {
        int index = text.isEmpty() ? -1 : List.of(names.split(" ")).indexOf(lowerCase(text));
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index + min);
    }

    /** Go's simple mapping, one code point to one: it even lets {@code FRİ} pass. */
    private static String lowerCase(String text) {
        StringBuilder lower = new StringBuilder();
        text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return lower.toString();
    }
}
