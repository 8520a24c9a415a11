package hikae.recovery.load;

import hikae.dump.parts.DumpParts;
import hikae.dump.parts.DumpRows;
import hikae.dump.parts.DumpStatement;
import hikae.dump.parts.StatementKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements behind the rows as pieces of work for several sessions; pure. Keys come first, because foreign keys
 * refer to them; the foreign keys are then made without a look at the rows, in a moment and alone, because each of them
 * locks two tables; then statistics and indexes, what takes longest first; and when a table has all of its own, its
 * foreign keys are proved, which locks no other table. So no two pieces ever wait for each other. What belongs to an
 * index or is fast anyway comes last, in the order of the dump. Keys, statistics and indexes of a table may also be made
 * before their turn, as soon as its rows are in: they touch no other table.
 */
final class AfterRows {
    /** How a piece can be with others. */
    enum Way {
        /** With others of its kind at the same table. */
        BESIDE,
        /** With nothing else at its table. */
        ALONE,
        /** No piece: what comes behind it begins when everything before it is done, but for what has a block. */
        WAIT
    }

    /**
     * A piece of work.
     *
     * @param way how it can be with others
     * @param table the table; empty for none
     * @param block the last block of rows of the table, counted from 1, behind which it may begin whatever comes before
     *     it; 0 for none
     * @param name what it makes, to be shown
     * @param sql its statements, each with its semicolon
     */
    record Piece(Way way, String table, int block, String name, String sql) {
        static final Piece WAIT = new Piece(Way.WAIT, "", 0, "", "");
    }

    /** A name as it stands in a statement, perhaps with its schema. */
    private static final String NAME = "((?:[\\w$.]++|\"[^\"]++(?:\"\"[^\"]*+)*+\")++)";

    /** A foreign key of a table without partitions, which shall hold for the rows that are there, too. */
    private static final Pattern FOREIGN_KEY =
            Pattern.compile("(?s)ALTER TABLE ONLY " + NAME + " ++ADD CONSTRAINT " + NAME + " FOREIGN KEY .*");

    private static final Pattern UNPROVED = Pattern.compile("(?s).*\\bNOT (?:VALID|ENFORCED)\\b.*");
    /** With its columns, where it has some. */
    private static final Pattern COPY = Pattern.compile("(?s)COPY (" + NAME + "(?: \\(.*\\))?) FROM stdin.*");

    /** These take so much longer than others. */
    private static final Pattern INVERTED = Pattern.compile("(?is).* USING (?:gin|gist|pgroonga|hnsw|ivfflat) .*");

    private static final int INVERTED_WEIGHT = 4;

    private final DumpParts parts;
    private final Map<String, Long> bytes;
    private final Map<String, Integer> blocks = new HashMap<>();
    private final boolean tolerant;
    private final Map<DumpStatement, String> sql;

    private AfterRows(DumpParts parts, boolean tolerant, int major) {
        this.parts = parts;
        this.bytes = parts.rows().stream()
                .collect(Collectors.toMap(DumpRows::table, rows -> rows.to() - rows.from(), Long::sum));
        for (int i = 0; i < parts.rows().size(); i++) {
            blocks.put(parts.rows().get(i).table(), i + 1);
        }
        this.tolerant = tolerant;
        this.sql = SetBefore.each(parts, major);
    }

    /**
     * The pieces in the order in which they are to be begun.
     *
     * @param tolerant whether a statement that fails leaves its constraint out, so that each is to stand for itself
     * @param major the major version of the server
     */
    static List<Piece> pieces(DumpParts parts, boolean tolerant, int major) {
        return new AfterRows(parts, tolerant, major).pieces();
    }

    private List<Piece> pieces() {
        List<Piece> all = new ArrayList<>(keys());
        all.add(Piece.WAIT);
        if (!tolerant) {
            all.add(together("FOREIGN KEY", statements(this::isFast)));
            all.add(Piece.WAIT);
        }
        all.addAll(statistics());
        each(one -> one.kind() == StatementKind.INDEX && !isKey(one)).forEach(all::add);
        all.addAll(proofs());
        all.add(Piece.WAIT);
        all.add(together("-", statements(this::isLast)));
        all.removeIf(piece -> piece.way() != Way.WAIT && piece.sql().isEmpty());
        return all;
    }

    private List<Piece> keys() {
        List<Piece> keys = new ArrayList<>(each(AfterRows::isKey));
        keys.add(together("setval", statements(one -> one.kind() == StatementKind.SETVAL)));
        String objects = statements(one -> one.kind() == StatementKind.LARGE_OBJECT);
        keys.add(together("LARGE OBJECT", objects.isEmpty() ? "" : "BEGIN;\n" + objects + "COMMIT;\n"));
        return keys;
    }

    /** A unique index is one, too: a foreign key may refer to it. */
    private static boolean isKey(DumpStatement one) {
        return one.kind() == StatementKind.PRIMARY_OR_UNIQUE
                || (one.kind() == StatementKind.INDEX && one.text().startsWith("CREATE UNIQUE "));
    }

    /** What takes longest first. */
    private List<Piece> each(Predicate<DumpStatement> which) {
        return parts.after().stream()
                .filter(which)
                .sorted(Comparator.comparingLong(this::weight).reversed())
                .map(one -> new Piece(
                        one.kind() == StatementKind.INDEX ? Way.BESIDE : Way.ALONE,
                        table(one),
                        blocks.getOrDefault(table(one), 0),
                        name(one),
                        sql(one)))
                .toList();
    }

    private long weight(DumpStatement one) {
        long size = bytes.getOrDefault(table(one), 0L);
        return INVERTED.matcher(one.text()).matches() ? size * INVERTED_WEIGHT : size;
    }

    /**
     * Before the proofs: with them the proof of a foreign key finds its way. Of columns by name, so that the server still
     * counts the table as one that it has to look at, and makes better ones within its minute.
     */
    private List<Piece> statistics() {
        return copies().map(copy -> new Piece(
                        Way.ALONE, table(copy), blocks.getOrDefault(table(copy), 0), table(copy), analyze(copy)))
                .toList();
    }

    private List<Piece> proofs() {
        return copies().map(copy -> new Piece(Way.ALONE, table(copy), 0, table(copy), proofs(table(copy))))
                .toList();
    }

    /** One of each table, the largest table first. */
    private Stream<DumpStatement> copies() {
        return parts.rows().stream()
                .sorted(Comparator.comparingLong((DumpRows rows) -> bytes.getOrDefault(rows.table(), 0L))
                        .reversed())
                .map(DumpRows::copy)
                .collect(Collectors.toMap(AfterRows::table, copy -> copy, (first, more) -> first, LinkedHashMap::new))
                .values()
                .stream();
    }

    private static String analyze(DumpStatement copy) {
        Matcher columns = COPY.matcher(copy.text());
        return columns.matches() ? "ANALYZE " + columns.group(1) + ";\n" : "";
    }

    private String proofs(String table) {
        StringBuilder proofs = new StringBuilder();
        for (DumpStatement one : parts.after()) {
            Matcher key = FOREIGN_KEY.matcher(one.text());
            if (table(one).equals(table) && isProvable(one) && key.matches()) {
                proofs.append("ALTER TABLE " + key.group(1) + " VALIDATE CONSTRAINT " + key.group(2) + ";\n");
            }
        }
        return proofs.toString();
    }

    /** What is made first and proved later; a proof that failed would leave a constraint that is neither there nor not. */
    private boolean isProvable(DumpStatement one) {
        return !tolerant
                && one.kind() == StatementKind.FOREIGN_KEY
                && FOREIGN_KEY.matcher(one.text()).matches()
                && !UNPROVED.matcher(one.text()).matches()
                && bytes.containsKey(table(one));
    }

    /** Looks at no row. */
    private boolean isFast(DumpStatement one) {
        return one.kind() == StatementKind.STATISTICS || isProvable(one);
    }

    private boolean isLast(DumpStatement one) {
        return !isKey(one)
                && (tolerant || !isFast(one))
                && !Set.of(StatementKind.INDEX, StatementKind.SETVAL, StatementKind.LARGE_OBJECT)
                        .contains(one.kind())
                && !SetBefore.isOf(one)
                && !HandOver.takes(one);
    }

    private String statements(Predicate<DumpStatement> which) {
        return parts.after().stream().filter(which).map(this::sql).collect(Collectors.joining());
    }

    private String sql(DumpStatement one) {
        return sql.getOrDefault(one, "") + one.text() + (isProvable(one) ? " NOT VALID" : "") + ";\n";
    }

    private static Piece together(String name, String sql) {
        return new Piece(Way.ALONE, "", 0, name, sql);
    }

    private static String table(DumpStatement one) {
        return one.tables().stream().findFirst().orElse("");
    }

    private static String name(DumpStatement one) {
        return one.names().stream().findFirst().orElseGet(() -> table(one));
    }
}
