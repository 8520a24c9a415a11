package hikae.instance.config;

import hikae.instance.yaml.SourceLocation;
import hikae.text.ProblemException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code $NAME}, {@code ${NAME}} and {@code ${NAME:-default}} as Compose 2.12 and later does, both in
 * env files and in compose.yml. The rules were measured with compose-go 2.0 to 2.9.
 */
final class EnvTemplate {
    // Go's case-insensitive [a-z] also holds the long s and the Kelvin sign, and its '.' stops at \n only
    private static final String NAME = "[_a-zA-Z\\x{17F}\\x{212A}][_a-zA-Z0-9\\x{17F}\\x{212A}]*";
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$(?:(?<dollar>\\$)|(?<bare>" + NAME + ")|\\{(?:(?<name>" + NAME + ")(?<rest>:?[-+?].*)?}|(?<broken>)))",
            Pattern.UNIX_LINES);

    private final Function<String, Optional<String>> lookup;
    private final Supplier<SourceLocation> where;

    private EnvTemplate(Function<String, Optional<String>> lookup, Supplier<SourceLocation> where) {
        this.lookup = lookup;
        this.where = where;
    }

    /**
     * The text with every reference replaced; a name that is not set becomes nothing.
     *
     * @param where what a refusal names
     * @throws ProblemException if a brace is never closed, or a required name is missing
     */
    static String fill(String text, Function<String, Optional<String>> lookup, Supplier<SourceLocation> where) {
        return text.indexOf('$') < 0 ? text : new EnvTemplate(lookup, where).fill(text);
    }

    private String fill(String text) {
        Matcher references = REFERENCE.matcher(text);
        StringBuilder filled = new StringBuilder();
        int from = 0;
        while (references.find()) {
            filled.append(text, from, references.start()).append(one(references));
            from = references.end();
        }
        return filled.append(text, from, text.length()).toString();
    }

    private String one(Matcher reference) {
        if (reference.group("dollar") != null) {
            return "$";
        }
        String bare = reference.group("bare");
        if (bare != null) {
            return lookup.apply(bare).orElse("");
        }
        if (reference.group("name") == null) {
            throw ProblemException.of("env-braces", where.get());
        }
        return braced(reference.group());
    }

    /** The greedy match may reach over several references: the first is cut off, the others follow. */
    private String braced(String match) {
        int close = closingBrace(match);
        String first = close < 0 ? match : match.substring(0, close + 1);
        String others = close < 0 ? "" : match.substring(close + 1);
        Matcher parts = REFERENCE.matcher(first);
        String name = parts.lookingAt() ? parts.group("name") : null;
        if (name == null) {
            throw ProblemException.of("env-braces", where.get());
        }
        String rest = parts.group("rest");
        String value = rest == null ? lookup.apply(name).orElse("") : choose(name, rest);
        return value + fill(others);
    }

    private String choose(String name, String rest) {
        boolean emptyCounts = rest.startsWith(":");
        char sign = rest.charAt(emptyCounts ? 1 : 0);
        String other = fill(rest.substring(emptyCounts ? 2 : 1));
        Optional<String> value = lookup.apply(name);
        boolean given = value.isPresent() && !(emptyCounts && value.get().isEmpty());
        if (sign == '+') {
            return given ? other : value.orElse("");
        }
        if (!given && sign == '?') {
            throw ProblemException.of("env-required", where.get(), name);
        }
        return given ? value.orElse("") : other;
    }

    /** Compose's own count of braces: after an opening one it does not look at the next character. */
    private static int closingBrace(String match) {
        int open = 0;
        for (int i = 0; i < match.length(); i++) {
            if (match.charAt(i) == '}' && --open == 0) {
                return i;
            }
            if (match.charAt(i) == '{') {
                open++;
                i++;
            }
        }
        return -1;
    }
}
