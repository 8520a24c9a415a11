package hikae.dump.parts;

import java.util.List;

/**
 * A statement that the scan has understood to its end and found harmless. Only these, and the rows, are ever sent to a
 * server: what else stands in the file (commands for psql such as {@code \restrict}, comments, text before the dump or
 * behind it, {@code DROP ... IF EXISTS}, {@code BEGIN} and {@code COMMIT} around large objects) is in no part.
 *
 * @param kind what it does
 * @param text the statement without its semicolon, as it stands in the dump with line breaks inside of literals, but
 *     without comments and with a blank for each other line break; never a command for psql
 * @param line the line it begins on, counted from 1 in the unpacked text
 * @param tables the tables it touches, its own first, then those it refers to; named as {@code DumpFacts#rows} names
 *     them; empty where there is none
 * @param names the indexes, constraints or settings it makes or names, its own first; indexes and constraints as
 *     {@code DumpFacts#indexes} names them
 * @param since the oldest major version of PostgreSQL that knows it; a {@link StatementKind#SETTING} is left out on an
 *     older one
 */
public record DumpStatement(
        StatementKind kind, String text, long line, List<String> tables, List<String> names, int since) {
    /** No version that still runs is older. */
    public static final int ALWAYS = 12;

    public DumpStatement {
        tables = List.copyOf(tables);
        names = List.copyOf(names);
    }

    /** Whether a server of this major version knows it. */
    public boolean isKnownTo(int major) {
        return since <= major;
    }
}
