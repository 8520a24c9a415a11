package hikae.instance.config;

import java.util.function.IntPredicate;

/** Characters that a password or a name should not have, found by position. */
final class OddCharacters {
    private static final int LONG = 200;

    private OddCharacters() {}

    /** The position, from 1, of the first control character; 0 if there is none. */
    static int firstControl(String value) {
        return first(value, Character::isISOControl);
    }

    /** The position, from 1, of the first character that nobody can see; 0 if there is none. */
    static int firstInvisible(String value) {
        return first(value, OddCharacters::invisible);
    }

    /** Whether the value is right but easily mistyped: not ASCII, blank at an end, or very long. */
    static boolean isUnusual(String value) {
        return !value.equals(value.strip())
                || value.length() > LONG
                || value.chars().anyMatch(c -> c > '~');
    }

    /** Format characters such as U+200B, fillers and line separators; not the joiners' visible neighbours. */
    private static boolean invisible(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.PRIVATE_USE
                || c == '\u115F'
                || c == '\u1160'
                || c == '\u3164'
                || c == '\uFFA0'
                || c == '\u00AD';
    }

    private static int first(String value, IntPredicate what) {
        int[] points = value.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (what.test(points[i])) {
                return i + 1;
            }
        }
        return 0;
    }
}
