package hikae.demo;

import hikae.host.Docker.Result;
import hikae.text.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PostgreSQL on the made-up server, as far as a recovery asks it: its databases are made, loaded, renamed and dropped.
 */
final class DemoServer {
    private static final long GROWN = 1_900_000_000L;
    private static final long FRESH = 1_850_000_000L;
    private static final int FIRST_OID = 16_384;

    private final Clock clock;
    private final Map<String, Map<String, Object>> databases = new LinkedHashMap<>();
    private int oid = FIRST_OID;

    /**
     * A server with these databases.
     *
     * @param names besides the one that is in every server
     */
    DemoServer(Clock clock, String... names) {
        this.clock = clock;
        add("postgres", 7_500_000L);
        for (String name : names) {
            add(name, GROWN);
        }
    }

    private void add(String name, long bytes) {
        Map<String, Object> database = new LinkedHashMap<>();
        database.put("name", name);
        database.put("oid", (long) oid);
        database.put("bytes", bytes);
        database.put("columns", Map.of());
        database.put("owner", "misskey");
        database.put("tablespace", "pg_default");
        databases.put(name, database);
        oid++;
    }

    /** Loads a dump. */
    synchronized Result load(String database) {
        databases.getOrDefault(database, new LinkedHashMap<>()).put("bytes", FRESH);
        return done("");
    }

    /**
     * Runs statements.
     *
     * @param variables psql's
     */
    synchronized Result run(String sql, Map<String, String> variables) {
        if (sql.contains("CREATE DATABASE")) {
            add(variables.getOrDefault("new", ""), 8_000_000L);
            comment(variables.getOrDefault("new", ""), variables.getOrDefault("mark", ""));
        } else if (sql.contains("RENAME TO :\"kept\"")) {
            rename(variables.getOrDefault("live", ""), variables.getOrDefault("kept", ""));
            rename(variables.getOrDefault("new", ""), variables.getOrDefault("live", ""));
        } else if (sql.contains("DROP DATABASE")) {
            databases.remove(variables.getOrDefault("new", variables.getOrDefault("kept", "")));
        }
        if (sql.contains("rows counted")) {
            return done(DemoDump.ROWS);
        }
        return done(sql.contains("row_to_json(hikae_row)") ? lines(rows(sql)) : "0\n");
    }

    private static String lines(List<Map<String, Object>> rows) {
        return rows.stream().map(row -> Json.line(row) + "\n").collect(Collectors.joining());
    }

    private void rename(String from, String to) {
        Map<String, Object> database = databases.remove(from);
        if (database != null) {
            database.put("name", to);
            database.remove("comment");
            databases.put(to, database);
        }
    }

    private void comment(String name, String text) {
        databases.getOrDefault(name, new LinkedHashMap<>()).put("comment", text);
    }

    private List<Map<String, Object>> rows(String sql) {
        if (sql.contains("AS owner")) {
            List<Map<String, Object>> all = new ArrayList<>(databases.values());
            if (sql.contains("current_setting('server_version')")) {
                all.add(0, server());
            }
            return all;
        }
        return content(sql);
    }

    private List<Map<String, Object>> content(String sql) {
        if (sql.contains("'constraint' AS kind")) {
            return Stream.of(
                            relations("table", DemoDump.TABLES.keySet()),
                            relations("index", DemoDump.INDEXES),
                            relations("constraint", DemoDump.CONSTRAINTS),
                            counts())
                    .flatMap(List::stream)
                    .toList();
        }
        if (sql.contains("tablename AS name")) {
            return names(List.copyOf(DemoDump.TABLES.keySet()));
        }
        return misskey(sql);
    }

    private static List<Map<String, Object>> counts() {
        return DemoDump.TABLES.entrySet().stream()
                .map(table -> Map.<String, Object>of("counted", table.getKey(), "rows", table.getValue()))
                .toList();
    }

    private static List<Map<String, Object>> relations(String kind, Collection<String> names) {
        return names.stream()
                .map(name ->
                        Map.<String, Object>of("kind", kind, "name", name, "quoted", "\"public\".\"" + name + "\""))
                .toList();
    }

    private List<Map<String, Object>> misskey(String sql) {
        if (sql.contains("public.user_keypair")) {
            return List.of(Map.of("user", DemoDump.ACTOR, "key", DemoDump.KEY, "actor", true));
        }
        if (sql.contains("FROM migrations")) {
            return names(List.of("Init1000000000000"));
        }
        if (sql.contains("count(*) AS tables")) {
            return List.of(Map.of("tables", 117L));
        }
        if (sql.contains("WHERE id > ")) {
            return List.of(Map.of("rows", sql.contains("\"user\"") ? 2L : 37L));
        }
        if (sql.contains("AS newest")) {
            return List.of(Map.of("notes", 48_213L, "newest", newest()));
        }
        if (sql.contains("max(id) AS id")) {
            return List.of(Map.of("id", newest()));
        }
        return sql.contains("1 AS one") ? List.of(Map.of("one", 1L)) : List.of();
    }

    private static List<Map<String, Object>> names(List<String> names) {
        return names.stream().map(name -> Map.<String, Object>of("name", name)).toList();
    }

    private String newest() {
        return DemoDump.id(clock.instant().minus(Duration.ofMinutes(3)));
    }

    private static Map<String, Object> server() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("version", "15.8");
        row.put("number", 150_008L);
        row.put("client", "PostgreSQL 15.8 on x86_64-pc-linux-musl");
        row.put("started", "2025-11-11 10:00:00+09");
        row.put("standby", false);
        row.put("makes_roles", true);
        row.put("roles", List.of("misskey"));
        row.put("extensions", List.of("plpgsql", "pg_trgm"));
        row.put(
                "settings",
                Map.of(
                        "fsync", "on",
                        "full_page_writes", "on",
                        "archive_mode", "off",
                        "max_wal_size", "1024",
                        "max_locks_per_transaction", "64",
                        "max_connections", "100",
                        "max_prepared_transactions", "0"));
        row.put("archive_fails", false);
        row.put("idle_slots", 0L);
        return row;
    }

    private static Result done(String output) {
        return new Result(0, output, "");
    }
}
