package hikae.recovery.load;

import hikae.recovery.server.PsqlContainer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What psql reported of a load, by SQLSTATE, which is the same in every language of the server. It needs {@code -v
 * VERBOSITY=verbose}.
 *
 * @param entries each error with its code, in the order in which they came
 * @param output what psql printed
 */
public record LoadErrors(List<Entry> entries, String output) {
    /** Class 23 of PostgreSQL's appendix A: integrity constraint violation. */
    private static final String INTEGRITY = "23";

    /** A foreign key to columns whose unique constraint could not be made either. */
    private static final String INVALID_FOREIGN_KEY = "42830";

    private static final Pattern ERROR = Pattern.compile(".*?ERROR:\\s+([0-9A-Z]{5}): (.*)");

    /** psql's own, such as that it takes no commands now; they have no SQLSTATE and are of no constraint. */
    private static final Pattern OF_PSQL = Pattern.compile("psql:.*? error: (.*)");

    /** The columns that clash, never their values: a token or a hash may be among them. */
    private static final Pattern KEY = Pattern.compile("DETAIL:\\s+(Key \\([^)]*\\))=.*");

    /**
     * One error.
     *
     * @param code its SQLSTATE; empty for an error of psql's own
     * @param message in the server's words
     */
    public record Entry(String code, String message) {
        /** Whether rows contradict a constraint or a unique index, or follow from such a one. */
        boolean isOfConstraint() {
            return code.startsWith(INTEGRITY) || code.equals(INVALID_FOREIGN_KEY);
        }
    }

    /** Reads what psql printed as errors. */
    public static LoadErrors of(String output) {
        List<Entry> entries =
                output.lines().flatMap(line -> entry(line).stream()).toList();
        return new LoadErrors(entries, output);
    }

    private static Optional<Entry> entry(String line) {
        Matcher error = ERROR.matcher(line);
        if (error.matches()) {
            return Optional.of(new Entry(error.group(1), error.group(2).strip()));
        }
        Matcher own = OF_PSQL.matcher(line);
        return own.matches() ? Optional.of(new Entry("", own.group(1).strip())) : Optional.empty();
    }

    /** Whether there are errors, and nothing else is wrong but rows that contradict constraints. */
    public boolean areOfConstraints() {
        return !entries.isEmpty() && entries.stream().allMatch(Entry::isOfConstraint);
    }

    /** The first one: those behind it are its consequences. */
    public String first() {
        String message = entries.isEmpty()
                ? PsqlContainer.firstError(output)
                : entries.get(0).message();
        return message + key().map(key -> ", " + key).orElse("");
    }

    private Optional<String> key() {
        return output.lines()
                .map(KEY::matcher)
                .filter(Matcher::matches)
                .map(key -> key.group(1))
                .findFirst();
    }
}
