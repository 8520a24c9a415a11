package hikae.recovery.server;

import hikae.dump.DumpFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a database holds, in the shape of a dump's manifest.
 *
 * @param rows rows of each table that the manifest names
 * @param sequences what each sequence is set to, as {@link DumpFacts#sequences} has it
 * @param indexes names of all indexes
 * @param constraints names of all constraints, NOT NULL left out: whether those have names differs from version to
 *     version
 */
public record Contents(
        Map<String, Long> rows, Map<String, String> sequences, Set<String> indexes, Set<String> constraints) {
    private static final String OURS =
            "nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\\_%'";
    private static final String SHOWN = "CASE nspname WHEN 'public' THEN '' ELSE nspname || '.' END || ";
    private static final String RELATIONS = " AS kind, " + SHOWN + "relname AS name,"
            + " format('%I.%I', nspname, relname) AS quoted FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
            + " WHERE " + OURS + " AND relkind ";
    private static final String ALL = "SELECT 'table'" + RELATIONS + "= 'r' UNION ALL SELECT 'sequence'" + RELATIONS
            + "= 'S' UNION ALL SELECT 'index'" + RELATIONS + "IN ('i', 'I') UNION ALL SELECT 'constraint' AS kind, "
            + SHOWN + "conname AS name, '' AS quoted FROM pg_constraint JOIN pg_namespace n ON n.oid = connamespace"
            + " WHERE contype <> 'n' AND " + OURS;

    /**
     * Asks the same of each of them, without those that inherit from it, in one statement, which the server makes up itself:
     * one session is enough.
     */
    private static final String EACH = """
            SELECT 'SELECT row_to_json(hikae_row) FROM (' || string_agg(format('SELECT %%L AS counted, %s FROM ONLY %%s',
              name, quoted), ' UNION ALL ') || ') AS hikae_row'
            FROM (%s) AS all_of_it WHERE kind = '%s' HAVING count(*) > 0 \\gexec
            """;

    /** Names of a hostile dump's own making are not to be met. */
    private static final String ASK = "SET search_path = pg_catalog;\n" + PsqlContainer.asRows(ALL) + "\n"
            + EACH.formatted("count(*) AS rows", ALL, "table")
            + EACH.formatted("last_value || '' '' || is_called AS value", ALL, "sequence");

    /** Counts every row; as slow as the database is large. */
    public static Contents of(PsqlContainer client, String database, DumpFacts facts) {
        List<Map<String, Object>> all = PsqlContainer.rowsIn(client.script(database, ASK, Map.of()));
        Map<String, Long> rows = new TreeMap<>();
        Map<String, String> sequences = new TreeMap<>();
        for (Map<String, Object> row : all) {
            String name = String.valueOf(row.get("counted"));
            if (row.containsKey("value")) {
                sequences.put(name, String.valueOf(row.get("value")));
            } else if (facts.rows().containsKey(name)) {
                rows.put(name, ServerQueries.number(row, "rows"));
            }
        }
        return new Contents(rows, sequences, names(all, "index"), names(all, "constraint"));
    }

    private static Set<String> names(List<Map<String, Object>> all, String kind) {
        return all.stream()
                .filter(one -> kind.equals(one.get("kind")))
                .map(one -> String.valueOf(one.get("name")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is not as in the dump, each in a line for the log; no value of a row is in it. */
    public List<String> differences(DumpFacts facts) {
        List<String> lines = new ArrayList<>();
        facts.rows().forEach((table, count) -> {
            Long here = rows.get(table);
            if (here == null) {
                lines.add(table + ": missing");
            } else if (!here.equals(count)) {
                lines.add(table + ": " + here + " rows, not " + count);
            }
        });
        facts.sequences().forEach((name, value) -> {
            if (!value.equals(sequences.get(name))) {
                lines.add("sequence " + name + ": not as in the backup");
            }
        });
        missing(facts).forEach(name -> lines.add(name + ": missing"));
        more("index", facts.indexes(), indexes, lines);
        more("constraint", facts.constraints(), constraints, lines);
        return lines;
    }

    /** The indexes and constraints of the dump that are not here. */
    public List<String> missing(DumpFacts facts) {
        return Stream.concat(
                        missing("index", facts.indexes(), indexes),
                        missing("constraint", facts.constraints(), constraints))
                .toList();
    }

    private static Stream<String> missing(String what, List<String> wanted, Set<String> here) {
        return wanted.stream()
                .filter(name -> !here.contains(name))
                .distinct()
                .sorted()
                .map(name -> what + " " + name);
    }

    private static void more(String what, List<String> wanted, Set<String> here, List<String> lines) {
        Set<String> more = new TreeSet<>(here);
        wanted.forEach(more::remove);
        more.forEach(name -> lines.add(what + " " + name + ": not in the backup"));
    }
}
