package hikae.instance.config;

import hikae.instance.config.EnvStatement.Form;
import hikae.instance.yaml.SourceLocation;
import hikae.instance.yaml.SourceText;
import hikae.text.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one line of an env file meant to other programs: the database may have got its password from an older
 * Compose or from {@code docker run --env-file}. Measured with compose-go 1.2 to 1.20, Compose 1.29 and docker.
 */
final class EnvOlderReadings {
    private static final Pattern OLD_REFERENCE = Pattern.compile("\\$\\{?([A-Z0-9_]+)}?");
    private static final Pattern PYTHON_REFERENCE = Pattern.compile("\\$\\{([^}:]*)(?::-([^}]*))?}");
    private static final Pattern PYTHON_DROPPED = Pattern.compile("^\\s+|\\s+#.*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern STRAY_DOLLAR = Pattern.compile("\\$(?![$_a-zA-Z{])");
    private static final Pattern PYTHON_ESCAPE = Pattern.compile("\\\\([\\\\'\"abfnrtv])");
    private static final SourceLocation NOWHERE = new SourceLocation("", 1, 1);

    private final EnvStatement statement;
    private final String written;
    private final Function<String, Optional<String>> lookup;

    private EnvOlderReadings(EnvStatement statement, String written, Function<String, Optional<String>> lookup) {
        this.statement = statement;
        this.written = written;
        this.lookup = lookup;
    }

    /**
     * The other readings, oldest last; some may be equal.
     *
     * @param source the file in which {@code statement} stands
     * @param lookup the values known before it
     */
    static List<String> of(SourceText source, EnvStatement statement, Function<String, Optional<String>> lookup) {
        if (statement.form() == Form.BARE) {
            return List.of();
        }
        String text = source.text();
        String written = text.substring(statement.valueAt(), statement.end());
        EnvOlderReadings readings = new EnvOlderReadings(statement, written, lookup);
        boolean equals = text.charAt(statement.signAt()) == '=';
        List<String> all = new ArrayList<>();
        readings.compose1().filter(value -> equals).ifPresent(all::add);
        readings.compose212().ifPresent(all::add);
        readings.compose26().ifPresent(all::add);
        readings.compose20().ifPresent(all::add);
        int afterSign = statement.signAt() + 1;
        String line = text.substring(afterSign, source.lineEnd(afterSign));
        Optional.of(line)
                .filter(value -> equals)
                .map(EnvOlderReadings::withoutReturn)
                .ifPresent(all::add);
        return all;
    }

    /** Compose 1: only {@code ${NAME}}, also in single quotes; a comment may follow a tab, and a full-width blank is a blank. */
    private Optional<String> compose1() {
        if (!statement.form().quoted()) {
            String plain =
                    EnvGrammar.stripTrailing(PYTHON_DROPPED.matcher(written).replaceAll(""));
            return Optional.of(pythonFill(plain));
        }
        String escapes = statement.form() == Form.DOUBLE ? "\\'\"abfnrtv" : "\\'";
        String inside = PYTHON_ESCAPE
                .matcher(inside())
                .replaceAll(match -> Matcher.quoteReplacement(
                        escapes.contains(match.group(1))
                                ? EnvGrammar.named(match.group(1).charAt(0))
                                : match.group()));
        return Optional.of(pythonFill(inside));
    }

    /** Compose 2.12 to 2.23: the backslash before a quote in single quotes stays. */
    private Optional<String> compose212() {
        return statement.form() == Form.SINGLE ? Optional.of(inside()) : Optional.empty();
    }

    /** Compose 2.6 to 2.11: any # begins a comment, a stray $ is an error. */
    private Optional<String> compose26() {
        return statement.form().quoted() || STRAY_DOLLAR.matcher(untilComment()).find()
                ? Optional.empty()
                : filled(untilComment());
    }

    /** Compose 2.0 to 2.5: any # begins a comment, and only capital names are replaced. */
    private Optional<String> compose20() {
        if (statement.form() == Form.SINGLE) {
            return Optional.empty();
        }
        String value = statement.form() == Form.DOUBLE ? EnvGrammar.unescape(inside()) : untilComment();
        return Optional.of(OLD_REFERENCE
                .matcher(value)
                .replaceAll(match ->
                        Matcher.quoteReplacement(lookup.apply(match.group(1)).orElse(""))));
    }

    private Optional<String> filled(String value) {
        try {
            return Optional.of(EnvTemplate.fill(value, lookup, () -> NOWHERE));
        } catch (ProblemException refused) { // that version could not read the file: no candidate
            return Optional.empty();
        }
    }

    private String pythonFill(String value) {
        return PYTHON_REFERENCE.matcher(value).replaceAll(match -> {
            String otherwise = match.group(2) == null ? "" : match.group(2);
            return Matcher.quoteReplacement(lookup.apply(match.group(1)).orElse(otherwise));
        });
    }

    private String inside() {
        return written.substring(1, written.length() - 1);
    }

    private String untilComment() {
        int comment = written.indexOf('#');
        return EnvGrammar.stripTrailing(comment < 0 ? written : written.substring(0, comment));
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
