package hikae.dump;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of psql.
 *
 * @param major such as 15; 0 when it is not known
 * @param minor such as 8
 */
public record PsqlVersion(int major, int minor) {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?.*");

    /** The minor versions from which psql knows {@code \restrict}: those of 2025-08-14; 18 always did. */
    private static final Map<Integer, Integer> RESTRICT = Map.of(13, 22, 14, 19, 15, 14, 16, 10, 17, 6);

    private static final int ALWAYS = 18;

    /** {@code 15.8} and {@code 18beta1} alike; unknown for what begins with no number. */
    public static PsqlVersion of(String text) {
        Matcher version = VERSION.matcher(text);
        if (!version.matches()) {
            return new PsqlVersion(0, 0);
        }
        String minor = version.group(2);
        return new PsqlVersion(Integer.parseInt(version.group(1)), minor == null ? 0 : Integer.parseInt(minor));
    }

    boolean isKnown() {
        return major > 0;
    }

    /** Whether it knows the first line of a dump of today. */
    public boolean knowsRestrict() {
        Integer first = RESTRICT.get(major);
        return major >= ALWAYS || (first != null && minor >= first);
    }
}
