package hikae.dump;

import java.util.Locale;
import java.util.Set;

/** Words of people and programs that got into the file of a dump: a warning of pg_dump, the head of a mail. */
final class Prose {
    private static final Set<String> VERBS =
            Set.of(("set reset select insert update delete merge copy create alter drop"
                            + " truncate do call grant revoke comment begin start commit end rollback savepoint release with"
                            + " values table execute prepare deallocate listen notify unlisten load lock vacuum analyze cluster"
                            + " reindex refresh security import reassign discard declare fetch move close explain show checkpoint"
                            + " abort")
                    .split(" "));

    private Prose() {}

    /** Whether a text up to its semicolon begins as a statement does. */
    static boolean isSql(String statement) {
        String first = statement.strip().split("[^A-Za-z]", 2)[0].toLowerCase(Locale.ROOT);
        return VERBS.contains(first);
    }

    /**
     * Whether a line before a dump belongs to it: a comment, or anything that psql could take for more than words
     * by its semicolon or its backslash.
     */
    static boolean beginsSql(String line) {
        String text = line.strip();
        boolean comment = text.equals("--") || text.startsWith("-- ") || text.startsWith("/*");
        return comment || text.indexOf(';') >= 0 || text.indexOf('\\') >= 0;
    }
}
