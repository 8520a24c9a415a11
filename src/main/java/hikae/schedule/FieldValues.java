package hikae.schedule;

import java.util.stream.IntStream;

/**
 * The values one field allows.
 *
 * @param values bit n is set when n is allowed
 * @param star whether the field was written as a star or question mark without a step above 1: then the other
 *     day field alone decides
 */
record FieldValues(long values, boolean star) {
    static final FieldValues NONE = new FieldValues(0, false);

    /** Every step-th value from first to last. */
    static FieldValues range(int first, int last, long step, boolean star) {
        long values = 0;
        for (long value = first; value <= last && value >= 0; value += step) {
            values |= 1L << value;
        }
        return new FieldValues(values, star);
    }

    /** Every value of the field, written as a star. */
    static FieldValues all(CronField field) {
        return range(field.min(), field.max(), 1, true);
    }

    /** The one value. */
    static FieldValues only(int value) {
        return new FieldValues(1L << value, false);
    }

    FieldValues or(FieldValues other) {
        return new FieldValues(values | other.values, star || other.star);
    }

    boolean has(int value) {
        return (values >>> value & 1) == 1;
    }

    /** Whether nothing of the field is left out, however it was written. */
    boolean isFull(CronField field) {
        return values == all(field).values;
    }

    int count() {
        return Long.bitCount(values);
    }

    /** The lowest value, or 64 if there is none. */
    int first() {
        return Long.numberOfTrailingZeros(values);
    }

    /** The lowest value above {@code value}, or 64 if there is none. */
    int after(int value) {
        return Long.numberOfTrailingZeros(values & (-2L << value));
    }

    /** The values, rising. */
    IntStream stream() {
        return IntStream.range(0, Long.SIZE).filter(this::has);
    }
}
