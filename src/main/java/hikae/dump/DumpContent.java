package hikae.dump;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What was found in the text of a dump so far. */
final class DumpContent implements SqlListener {
    private static final String END = "PostgreSQL database dump complete";
    private static final Pattern RESTRICT = Pattern.compile("\\\\restrict[ \\t]+([A-Za-z0-9]+)");
    private static final Pattern UNRESTRICT = Pattern.compile("\\\\unrestrict[ \\t]+([A-Za-z0-9]+)");
    private static final int SHOWN = 60;

    private final StatementReader reader = new StatementReader(this);
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
    private final Map<Oddity, Oddity.Place> oddities = new EnumMap<>(Oddity.class);
    private final Deque<CopyTarget> blocks = new ArrayDeque<>();

    private Optional<String> server = Optional.empty();
    private Optional<String> client = Optional.empty();
    private Optional<String> restrictedBy = Optional.empty();
    private boolean restricted;
    private boolean standardStrings = true;
    private boolean header;
    private boolean cluster;
    private boolean complete;

    @Override
    public void statement(String text, long line) {
        if (complete) {
            note(Oddity.BEHIND_END, line, text);
        }
        reader.read(text, line);
    }

    @Override
    public void comment(String text, long line) {
        switch (text) {
            case "PostgreSQL database dump" -> header = true;
            case "PostgreSQL database cluster dump" -> cluster = true;
            case END -> complete = true;
            default -> version(text);
        }
    }

    private void version(String text) {
        server = server.or(() -> behind("Dumped from database version ", text));
        client = client.or(() -> behind("Dumped by pg_dump version ", text));
    }

    /** {@code 15.18 (Debian 15.18-0+deb12u1)} without its packager. */
    private static Optional<String> behind(String words, String text) {
        return text.startsWith(words)
                ? Optional.of(text.substring(words.length()).split(" ", 2)[0])
                : Optional.empty();
    }

    @Override
    public void command(String text, long line) {
        boolean begins = RESTRICT.matcher(text).matches();
        boolean ends = UNRESTRICT.matcher(text).matches();
        if (begins) {
            restricted = true;
            restrictedBy = Optional.of(text.substring(text.lastIndexOf(' ') + 1));
        } else if (ends) {
            restrictedBy = restrictedBy.filter(token -> !text.endsWith(token));
        } else if (!text.equals("\\.")) {
            note(Oddity.COMMAND, line, text);
        }
        if (complete && !ends) {
            note(Oddity.BEHIND_END, line, text);
        }
    }

    @Override
    public void zeroByte(long line) {
        note(Oddity.ZERO_BYTE, line, "");
    }

    @Override
    public void carriageReturn(long line) {
        note(Oddity.CARRIAGE_RETURN, line, "");
    }

    @Override
    public int blocksBehindLine() {
        return blocks.size();
    }

    @Override
    public boolean standardStrings() {
        return standardStrings;
    }

    /** The next block of rows; only when there is one. */
    CopyTarget takeBlock() {
        return blocks.remove();
    }

    /** Rows of a table; several blocks add up. */
    void addRows(String table, long more) {
        rows.merge(table, more, Long::sum);
    }

    /** Remembers where something odd stands first. */
    void note(Oddity what, long line, String text) {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) : text;
        oddities.putIfAbsent(what, new Oddity.Place(line, shown));
    }

    void table(TableName table, boolean hasRows) {
        tables.add(table.shown());
        bareNames.add(table.name());
        if (!hasRows) {
            rowless.add(table.shown());
        }
    }

    void block(CopyTarget target) {
        blocks.add(target);
        bareNames.add(target.table().name());
    }

    void insert(TableName table) {
        inserted.add(table.shown());
        bareNames.add(table.name());
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

    void plainBackslashes(boolean standard) {
        standardStrings = standard;
    }

    Optional<String> server() {
        return server;
    }

    Optional<String> client() {
        return client;
    }

    Map<String, Long> rows() {
        return Collections.unmodifiableMap(rows);
    }

    List<String> indexes() {
        return List.copyOf(indexes);
    }

    List<String> constraints() {
        return List.copyOf(constraints);
    }

    List<String> roles() {
        return List.copyOf(roles);
    }

    List<String> extensions() {
        return List.copyOf(extensions);
    }

    Map<String, String> sequences() {
        return Collections.unmodifiableMap(sequences);
    }

    /** Names of all tables that are made or filled, without their schemas, sorted. */
    Set<String> bareNames() {
        return Collections.unmodifiableSet(bareNames);
    }

    /** Whether tables are made. */
    boolean hasTables() {
        return !tables.isEmpty();
    }

    /** Tables filled by INSERT, whose rows are not counted. */
    List<String> inserted() {
        return List.copyOf(inserted);
    }

    /** Tables that are made and should have rows, but for which there is no block of rows, not even an empty one. */
    List<String> unfilled() {
        List<String> names = new ArrayList<>(tables);
        names.removeAll(rowless);
        names.removeAll(rows.keySet());
        names.removeAll(inserted);
        return names;
    }

    Optional<Oddity.Place> find(Oddity what) {
        return Optional.ofNullable(oddities.get(what));
    }

    boolean isRestricted() {
        return restricted;
    }

    /** Whether it begins as pg_dump begins. */
    boolean hasHeader() {
        return header;
    }

    /** Whether pg_dumpall made it. */
    boolean isCluster() {
        return cluster;
    }

    /** Whether the line that pg_dump writes last was there, and what it opened is closed. */
    boolean isComplete() {
        return complete && restrictedBy.isEmpty();
    }
}
