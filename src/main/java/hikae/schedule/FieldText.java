package hikae.schedule;

import hikae.text.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One field as written, read by robfig's rules: a comma list of {@code value[-value][/step]}.
 *
 * @param fields all fields as written, for suggestions
 * @param index which of them it is; -1 for seconds that were left out
 */
record FieldText(CronField field, List<String> fields, int index) {
    private static final Pattern INTEGER = Pattern.compile("\\+?[0-9]+");
    /** More digits than this do not fit Go's int. */
    private static final int MAX_DIGITS = 19;

    FieldValues parse() {
        FieldValues bits = FieldValues.NONE;
        for (String part : text().split(",")) {
            if (!part.isEmpty()) {
                bits = bits.or(range(part));
            }
        }
        return bits;
    }

    String text() {
        return index < 0 ? "0" : fields.get(index);
    }

    private FieldValues range(String part) {
        String[] rangeAndStep = part.split("/", -1);
        String[] lowAndHigh = rangeAndStep[0].split("-", -1);
        if (rangeAndStep.length > 2) {
            throw ProblemException.of("schedule-slashes", field.say(), part);
        }
        boolean star = lowAndHigh[0].equals("*") || lowAndHigh[0].equals("?");
        if (!star && lowAndHigh.length > 2) {
            throw ProblemException.of("schedule-hyphens", field.say(), part);
        }
        long low = star ? field.min() : value(lowAndHigh[0], part);
        long high = star ? field.max() : lowAndHigh.length == 2 ? value(lowAndHigh[1], part) : low;
        long step = rangeAndStep.length == 2 ? step(rangeAndStep[1], part) : 1;
        boolean toTheEnd = rangeAndStep.length == 2 && lowAndHigh.length == 1;
        return new FieldRange(this, part, low, toTheEnd ? field.max() : high, step).bits(star && step == 1);
    }

    private long value(String text, String part) {
        OptionalInt named = field.named(text);
        return named.isPresent()
                ? named.getAsInt()
                : integer(text).orElseThrow(() -> new ProblemException(ParseHints.value(field, text, part)));
    }

    private long step(String text, String part) {
        return integer(text).orElseThrow(() -> ProblemException.of("schedule-step", field.say(), part, text));
    }

    /** As Go's {@code strconv.Atoi} of a number that is not negative. */
    private static OptionalLong integer(String text) {
        if (!INTEGER.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        String digits = text.replaceFirst("^\\+?0*", "");
        if (digits.length() > MAX_DIGITS) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(digits.isEmpty() ? 0 : Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The whole expression as written, with {@code part} of this field replaced. */
    String replacing(String part, String replacement) {
        List<String> better = new ArrayList<>(fields);
        better.set(index, replaced(part, replacement));
        return String.join(" ", better);
    }

    private String replaced(String part, String replacement) {
        List<String> parts = new ArrayList<>();
        for (String each : text().split(",")) {
            parts.add(each.equals(part) ? replacement : each);
        }
        return String.join(",", parts);
    }
}
