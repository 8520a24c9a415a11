package hikae.schedule;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's duration text such as {@code 1h30m}, as {@code time.ParseDuration} reads it. */
final class GoDuration {
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(63);
    private static final Pattern PART = Pattern.compile("([0-9]*)(?:(\\.)([0-9]*))?([^.0-9]+)", Pattern.DOTALL);
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "\u00b5s", 1_000L,
            "\u03bcs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private GoDuration() {}

    /** The duration, negative ones too; empty if Go refuses the text. */
    static Optional<Duration> parse(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        return nanos(rest).flatMap(nanos -> duration(nanos, negative));
    }

    private static Optional<Duration> duration(BigInteger nanos, boolean negative) {
        if (nanos.compareTo(LIMIT) > 0 || (!negative && nanos.equals(LIMIT))) {
            return Optional.empty();
        }
        long signed = (negative ? nanos.negate() : nanos).longValueExact();
        return Optional.of(Duration.ofNanos(signed));
    }

    private static Optional<BigInteger> nanos(String text) {
        Matcher part = PART.matcher(text);
        BigInteger sum = BigInteger.ZERO;
        int end = 0;
        while (end < text.length()) {
            if (!part.find(end) || part.start() != end) {
                return Optional.empty();
            }
            Optional<BigInteger> nanos = nanos(part);
            if (nanos.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(nanos.get());
            end = part.end();
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(sum);
    }

    private static Optional<BigInteger> nanos(Matcher part) {
        String whole = part.group(1);
        String fraction = part.group(3) == null ? "" : part.group(3);
        Long unit = NANOS.get(part.group(4));
        if (unit == null || (whole.isEmpty() && fraction.isEmpty())) {
            return Optional.empty();
        }
        BigInteger number = whole.isEmpty() ? BigInteger.ZERO : new BigInteger(whole);
        if (number.compareTo(LIMIT.divide(BigInteger.valueOf(unit))) > 0) {
            return Optional.empty();
        }
        BigInteger nanos = number.multiply(BigInteger.valueOf(unit)).add(fraction(fraction, unit));
        return nanos.compareTo(LIMIT) > 0 ? Optional.empty() : Optional.of(nanos);
    }

    /** The nanoseconds of the digits after the point; what does not fit 63 bits is ignored, as in Go. */
    private static BigInteger fraction(String digits, long unit) {
        long value = 0;
        double scale = 1;
        for (int i = 0; i < digits.length(); i++) {
            if (value > Long.MAX_VALUE / 10) {
                break;
            }
            long next = value * 10 + (digits.charAt(i) - '0');
            if (next < 0) {
                break;
            }
            value = next;
            scale *= 10;
        }
        return BigInteger.valueOf((long) (value * (unit / scale)));
    }
}
