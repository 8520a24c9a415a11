package hikae.backup.compose;

import hikae.text.ProblemException;
import java.util.Locale;
import java.util.Optional;

/**
 * One text as a value in a compose file: double-quoted, so that no YAML parser takes it for anything but this
 * text, and with {@code $} doubled, so that Compose does not take it for a variable.
 */
public final class ComposeScalar {
    private ComposeScalar() {}

    /** The value as YAML: quoted, dollars doubled. */
    public static String quoted(String text) {
        return doubleQuoted(dollarsDoubled(text));
    }

    /** The value as Compose must find it after YAML. */
    static String dollarsDoubled(String text) {
        return text.replace("$", "$$");
    }

    /** Back from what stands after YAML; empty when Compose would put a variable there. */
    public static Optional<String> dollarsHalved(String value) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            text.append(c);
            if (c == '$') {
                at++;
                if (at == value.length() || value.charAt(at) != '$') {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(text.toString());
    }

    /**
     * YAML's double-quoted form. What could be invisible is written as its number.
     *
     * @throws ProblemException for control characters and halves of characters, which no parser returns alike
     */
    static String doubleQuoted(String text) {
        StringBuilder yaml = new StringBuilder("\"");
        text.codePoints().forEach(c -> append(yaml, c, text));
        return yaml.append('"').toString();
    }

    private static void append(StringBuilder yaml, int c, String text) {
        if (c == '"' || c == '\\') {
            yaml.append('\\').append((char) c);
        } else if (c == '\t') {
            yaml.append("\\t");
        } else if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
            throw ProblemException.of(
                    "compose-control-character", position(text, c), "U+" + String.format(Locale.ROOT, "%04X", c));
        } else if (isPlainlyVisible(c)) {
            yaml.appendCodePoint(c);
        } else {
            yaml.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
        }
    }

    private static int position(String text, int c) {
        return text.codePointCount(0, text.indexOf(c)) + 1;
    }

    private static boolean isPlainlyVisible(int c) {
        return (c >= ' ' && c < 0x7F) || (c > 0xA0 && Character.isLetterOrDigit(c));
    }

    /**
     * The value in the style of the one it replaces where that can hold it, else in double quotes.
     *
     * @param first how the old one began: a quote, or anything else for a plain one
     */
    public static String inStyle(char first, String text) {
        String value = dollarsDoubled(text);
        if (first == '\'' && value.matches("[ -~]+")) {
            return "'" + value.replace("'", "''") + "'";
        }
        boolean plain = first != '\'' && first != '"' && isSafePlain(text);
        return plain ? text : doubleQuoted(value);
    }

    /**
     * Whether the text means itself without quotes in every YAML: a small number, or words and stars as in
     * {@code 0 4 * * *} and {@code Asia/Tokyo} that no YAML takes for a number, a date or a truth value.
     */
    static boolean isSafePlain(String text) {
        if (text.matches("0|[1-9][0-9]{0,5}")) {
            return true;
        }
        boolean words = text.matches("[A-Za-z0-9][A-Za-z0-9_=/*-]*( [A-Za-z0-9/*-]+)*");
        return words && (text.contains(" ") || text.contains("/") || text.contains("="));
    }

    /** Whether quotes of the file are part of the value. */
    public static boolean isInQuotes(String text) {
        return text.matches("(?s)([\"']).*\\1");
    }
}
