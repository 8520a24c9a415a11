package hikae.dump.grammar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The names of what a dump makes and fills, as its statements were understood; bounded because these are. */
public final class DumpNames {
    private static final int MOST_INSERTED = 1000;

    private final Map<String, Long> rows = new LinkedHashMap<>();
    private final Set<String> tables = new LinkedHashSet<>();
    private final Set<String> rowless = new LinkedHashSet<>();
    private final Set<String> inserted = new LinkedHashSet<>();
    private final Set<String> bareNames = new TreeSet<>();
    private final Set<String> indexes = new LinkedHashSet<>();
    private final Set<String> constraints = new LinkedHashSet<>();
    private final Set<String> roles = new TreeSet<>();
    private final Set<String> extensions = new LinkedHashSet<>();
    private final Map<String, String> sequences = new LinkedHashMap<>();
    private final Set<String> functions = new LinkedHashSet<>();

    /** Rows of a table; several blocks add up. */
    public void addRows(String table, long more) {
        rows.merge(table, more, Long::sum);
    }

    void table(TableName table, boolean hasRows) {
        tables.add(table.shown());
        bareNames.add(table.name());
        if (!hasRows) {
            rowless.add(table.shown());
        }
    }

    /** A table whose rows come in a block. */
    public void filled(TableName table) {
        bareNames.add(table.name());
    }

    void insert(TableName table) {
        if (inserted.size() < MOST_INSERTED) {
            inserted.add(table.shown());
            bareNames.add(table.name());
        }
    }

    void index(String name) {
        indexes.add(name);
    }

    void constraint(String name) {
        constraints.add(name);
    }

    void extension(String name) {
        extensions.add(name);
    }

    void sequence(String name, String value) {
        sequences.put(name, value);
    }

    void role(String name) {
        if (!name.isEmpty() && !name.equals("public")) {
            roles.add(name);
        }
    }

    void function(String name) {
        functions.add(name);
    }

    public Map<String, Long> rows() {
        return Collections.unmodifiableMap(rows);
    }

    public List<String> indexes() {
        return List.copyOf(indexes);
    }

    public List<String> constraints() {
        return List.copyOf(constraints);
    }

    public List<String> roles() {
        return List.copyOf(roles);
    }

    public List<String> extensions() {
        return List.copyOf(extensions);
    }

    public Map<String, String> sequences() {
        return Collections.unmodifiableMap(sequences);
    }

    /** Names of all tables that are made or filled, without their schemas, sorted. */
    public Set<String> bareNames() {
        return Collections.unmodifiableSet(bareNames);
    }

    /** Whether tables are made. */
    public boolean hasTables() {
        return !tables.isEmpty();
    }

    /** Tables filled by INSERT, whose rows are not counted. */
    public List<String> inserted() {
        return List.copyOf(inserted);
    }

    /** Tables that are made and should have rows, but for which there is no block of rows, not even an empty one. */
    public List<String> unfilled() {
        List<String> names = new ArrayList<>(tables);
        names.removeAll(rowless);
        names.removeAll(rows.keySet());
        names.removeAll(inserted);
        return names;
    }

    /** The functions that it makes, which only calculate. */
    Set<String> functions() {
        return Collections.unmodifiableSet(functions);
    }
}
