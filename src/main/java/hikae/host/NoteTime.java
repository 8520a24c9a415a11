package hikae.host;

import java.time.Instant;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.regex.Pattern;

/**
 * When a Misskey note was written, decoded from its id. Misskey makes ids by one of six methods, which are
 * told apart by their shape (packages/backend/src/misc/id of Misskey).
 */
public final class NoteTime {
    private static final long YEAR_2000 = 946_684_800_000L;
    private static final long YEAR_2100 = 4_102_444_800_000L;

    /** Set in the time of meid, which is otherwise shaped as objectid. */
    private static final long MEID_MARK = 0x8000_0000_0000L;

    /** Crockford's alphabet; the position is the value. */
    private static final String ULID_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final Pattern AID = Pattern.compile("[0-9a-z]{10}|[0-9a-z]{16}");
    private static final Pattern MEIDG = Pattern.compile("g[0-9a-f]{23}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{24}");
    private static final Pattern ULID = Pattern.compile("[" + ULID_DIGITS + "]{26}");

    private NoteTime() {}

    /** Empty when the id has none of the known shapes, or its time is not of this century. */
    public static Optional<Instant> of(String id) {
        if (AID.matcher(id).matches()) {
            return time(id.substring(0, 8), 36, value -> value + YEAR_2000);
        }
        if (MEIDG.matcher(id).matches()) {
            return time(id.substring(1, 12), 16, value -> value);
        }
        if (HEX.matcher(id).matches()) {
            Optional<Instant> meid = time(id.substring(0, 12), 16, value -> value - MEID_MARK);
            return meid.isPresent() ? meid : time(id.substring(0, 8), 16, value -> value * 1000);
        }
        return ULID.matcher(id).matches() ? plausible(ulid(id)) : Optional.empty();
    }

    private static Optional<Instant> time(String digits, int radix, LongUnaryOperator toMillis) {
        return plausible(toMillis.applyAsLong(Long.parseLong(digits, radix)));
    }

    private static long ulid(String id) {
        long value = 0;
        for (char digit : id.substring(0, 10).toCharArray()) {
            value = value * ULID_DIGITS.length() + ULID_DIGITS.indexOf(digit);
        }
        return value;
    }

    private static Optional<Instant> plausible(long millis) {
        return millis >= YEAR_2000 && millis < YEAR_2100 ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }
}
