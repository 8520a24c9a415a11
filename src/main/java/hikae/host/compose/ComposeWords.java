package hikae.host.compose;

import hikae.text.Masked;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes values out of what Compose says about a file it refuses: it repeats the line, which may be a password's. */
final class ComposeWords {
    /** What comes after these is a value, or a line with one (Compose 1.29, 2.26 and 2.40). */
    private static final Pattern BEFORE_VALUE = Pattern.compile("(?i)(unterminated quoted value|in variable name"
            + "|invalid template|invalid interpolation format for \"[^\"]*\" option in [^:]*"
            + "|cannot unmarshal|invalid escape sequence).*");

    /** The value follows on lines of its own. */
    private static final String ESCAPE = "You may need to escape any $";

    private ComposeWords() {}

    /** The same lines without values. */
    static List<String> withoutValues(List<String> lines) {
        List<String> plain = new ArrayList<>();
        for (String line : lines) {
            String text = BEFORE_VALUE.matcher(line).replaceFirst("$1 ****");
            plain.add(Masked.line(text));
            if (line.contains(ESCAPE)) {
                break;
            }
        }
        return plain;
    }
}
