package hikae.recovery.server;

import hikae.recovery.server.ServerState.DatabaseState;
import hikae.recovery.server.ServerState.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a server through a client; changes nothing. */
public final class ServerQueries {
    /** There in every cluster, and never Misskey's. */
    public static final String MAINTENANCE = "postgres";

    private static final String SERVER = """
            SELECT current_setting('server_version') AS version,
              current_setting('server_version_num')::int AS number, :'VERSION' AS client,
              pg_postmaster_start_time()::text AS started,
              pg_is_in_recovery() AS standby,
              (SELECT json_agg(rolname ORDER BY rolname) FROM pg_roles) AS roles,
              (SELECT json_agg(name ORDER BY name) FROM pg_available_extensions) AS extensions,
              (SELECT json_object_agg(name, setting) FROM pg_settings WHERE name IN ('fsync', 'full_page_writes',
                'archive_mode', 'max_wal_size', 'wal_keep_size', 'wal_keep_segments', 'wal_segment_size',
                'max_locks_per_transaction', 'max_connections', 'max_prepared_transactions')) AS settings,
              EXISTS (SELECT 1 FROM pg_stat_archiver WHERE failed_count > 0
                AND last_failed_time > coalesce(last_archived_time, '-infinity')) AS archive_fails,
              (SELECT count(*) FROM pg_replication_slots WHERE NOT active) AS idle_slots,
              (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) AS makes_roles
            """;

    private static final String DATABASES = """
            SELECT d.datname AS name, d.oid::bigint AS oid, to_jsonb(d) AS columns,
              pg_get_userbyid(d.datdba) AS owner, t.spcname AS tablespace,
              CASE WHEN has_database_privilege(d.oid, 'CONNECT') THEN pg_database_size(d.oid) ELSE 0 END AS bytes,
              shobj_description(d.oid, 'pg_database') AS comment,
              (SELECT json_agg(json_build_object('address', host(s.client_addr), 'application', s.application_name))
                FROM pg_stat_activity s WHERE s.datid = d.oid AND s.pid <> pg_backend_pid()
                AND s.backend_type = 'client backend' AND s.application_name <> 'pg_isready') AS sessions,
              (SELECT json_agg(gid) FROM pg_prepared_xacts p WHERE p.database = d.datname) AS prepared,
              (SELECT json_agg(slot_name) FROM pg_replication_slots r WHERE r.database = d.datname) AS slots,
              (SELECT count(*) FROM pg_subscription u WHERE u.subdbid = d.oid) AS subscriptions
            FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace WHERE NOT d.datistemplate
            """;

    /** A SELECT whose answer {@link #databasesIn} reads. */
    public static final String LIST = PsqlContainer.asRows(DATABASES);

    /** What {@link #serverIn} reads the answer of. */
    public static final String QUESTION = PsqlContainer.asRows(SERVER) + "\n" + LIST + "\n";

    private ServerQueries() {}

    /** The whole server, asked in one session. */
    public static ServerState server(PsqlContainer client) {
        return serverIn(client.script(MAINTENANCE, QUESTION, Map.of()));
    }

    /** The server in what was printed, whatever else is in it. */
    public static ServerState serverIn(String said) {
        Map<String, Object> row = PsqlContainer.rowsIn(said).get(0);
        Map<String, String> settings = new LinkedHashMap<>();
        if (row.get("settings") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> settings.put(String.valueOf(name), String.valueOf(value)));
        }
        return new ServerState(
                String.valueOf(row.get("version")),
                (int) number(row, "number"),
                String.valueOf(row.get("client")).replaceFirst("(?s)^\\D*(\\d+(?:\\.\\d+)?).*", "$1"),
                String.valueOf(row.get("started")),
                databasesIn(said),
                texts(row.get("roles")),
                texts(row.get("extensions")),
                settings,
                isTrue(row, "archive_fails"),
                (int) number(row, "idle_slots"),
                isTrue(row, "standby"),
                isTrue(row, "makes_roles"));
    }

    /** Its databases by name, templates left out. */
    public static Map<String, DatabaseState> databases(PsqlContainer client) {
        return databasesIn(client.script(MAINTENANCE, LIST, Map.of()));
    }

    /** The databases in what was printed, whatever else is in it. */
    public static Map<String, DatabaseState> databasesIn(String answer) {
        Map<String, DatabaseState> databases = new LinkedHashMap<>();
        PsqlContainer.rowsIn(answer).stream()
                .filter(row -> row.containsKey("oid"))
                .map(ServerQueries::database)
                .forEach(database -> databases.put(database.name(), database));
        return databases;
    }

    private static DatabaseState database(Map<String, Object> row) {
        Map<String, Object> columns = new LinkedHashMap<>();
        if (row.get("columns") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> columns.put(String.valueOf(name), value));
        }
        columns.put("owner", String.valueOf(row.get("owner")));
        columns.put("tablespace", String.valueOf(row.get("tablespace")));
        return new DatabaseState(
                String.valueOf(row.get("name")),
                number(row, "oid"),
                number(row, "bytes"),
                Optional.ofNullable(row.get("comment")).map(String::valueOf),
                columns,
                sessions(row.get("sessions")),
                texts(row.get("prepared")),
                texts(row.get("slots")),
                (int) number(row, "subscriptions"));
    }

    private static List<Session> sessions(@org.jspecify.annotations.Nullable Object list) {
        List<Session> sessions = new ArrayList<>();
        for (Object item : list instanceof List<?> items ? items : List.of()) {
            if (item instanceof Map<?, ?> map) {
                Optional<String> address =
                        Optional.ofNullable(map.get("address")).map(String::valueOf);
                sessions.add(new Session(address, String.valueOf(map.get("application"))));
            }
        }
        return sessions;
    }

    static List<String> texts(@org.jspecify.annotations.Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    public static long number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : 0;
    }

    private static boolean isTrue(Map<String, Object> row, String column) {
        return Boolean.TRUE.equals(row.get(column));
    }
}
