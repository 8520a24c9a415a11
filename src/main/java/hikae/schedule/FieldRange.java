package hikae.schedule;

import hikae.text.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** A range of numbers with a step, judged against the bounds of its field. */
record FieldRange(FieldText owner, String part, long low, long high, long step) {
    FieldValues bits(boolean star) {
        CronField field = owner.field();
        if (low < field.min() || high > field.max() || low > field.max()) {
            throw outside();
        }
        if (low > high) {
            throw ProblemException.of("schedule-wrap", field.say(), part, owner.replacing(part, wrapped()));
        }
        if (step == 0) {
            throw ProblemException.of("schedule-step-zero", field.say(), part);
        }
        return FieldValues.range((int) low, (int) high, step, star);
    }

    private ProblemException outside() {
        CronField field = owner.field();
        if (field == CronField.DAY_OF_WEEK && part.equals("7")) {
            return ProblemException.of("schedule-sunday", part, owner.replacing(part, "0"));
        }
        if (field == CronField.DAY_OF_WEEK && high == 7 && step == 1 && low < 7) {
            return ProblemException.of("schedule-sunday", part, owner.replacing(part, throughSunday()));
        }
        if (field == CronField.HOUR && part.equals("24")) {
            return ProblemException.of("schedule-midnight", part, owner.replacing(part, "0"));
        }
        return ProblemException.of("schedule-range", field.say(), part, field.min(), field.max());
    }

    private String throughSunday() {
        return low <= 1 ? "*" : span(low, 6) + ",0";
    }

    /** The same values without going over the end. */
    private String wrapped() {
        CronField field = owner.field();
        if (high < field.min()) {
            return span(low, field.max());
        }
        return step <= 1 ? span(low, field.max()) + "," + span(field.min(), high) : steps();
    }

    private String steps() {
        CronField field = owner.field();
        int size = field.max() - field.min() + 1;
        List<String> values = new ArrayList<>();
        for (long value = low; value <= high + size; value += step) {
            values.add(String.valueOf((value - field.min()) % size + field.min()));
        }
        return String.join(",", values);
    }

    private static String span(long from, long to) {
        return from == to ? String.valueOf(from) : from + "-" + to;
    }
}
