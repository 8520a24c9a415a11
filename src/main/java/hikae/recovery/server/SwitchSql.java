package hikae.recovery.server;

/** What psql runs for a switch; psql's variables {@code live new kept new_oid live_oid} name the databases. */
public final class SwitchSql {
    private SwitchSql() {}

    /** Ends the sessions of both again and again while the rename waits: what reconnects is ended, too. */
    public static final String TERMINATE = """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname IN (:'live', :'new') AND pid <> pg_backend_pid() \\watch 0.1
            """;

    /** Two sessions: the terminator in the background, the transaction in front; the terminator ends with it. */
    public static final String SHELL = "end=\"$1\"; sql=\"$2\"; shift 2;"
            + " printf '%s\\n' \"$end\" | psql -X -w -q -At \"$@\" > /dev/null 2>&1 & ending=$!;"
            + " printf '%s\\n' \"$sql\" | psql -X -w -q -At -v ON_ERROR_STOP=1 -v VERBOSITY=terse \"$@\"; code=$?;"
            + " kill $ending 2> /dev/null; wait $ending 2> /dev/null; exit $code";

    /** Both must still be what was noted; else the division fails and with it the transaction. */
    private static final String GUARD = """
            BEGIN;
            SELECT 1 / (count(*) = 2)::int FROM pg_database
            WHERE (datname = :'live' AND oid = :live_oid) OR (datname = :'new' AND oid = :new_oid);
            """;

    private static final String RENAME = """
            ALTER DATABASE :"live" RENAME TO :"kept";
            ALTER DATABASE :"new" RENAME TO :"live";
            COMMIT;
            """;

    /** A database that was kept comes back with everything that was its own. */
    public static final String SWAP = GUARD + RENAME;

    /** The live one is gone. */
    public static final String ALONE = """
            BEGIN;
            SELECT 1 / (count(*) = 1)::int FROM pg_database WHERE datname = :'new' AND oid = :new_oid;
            COMMENT ON DATABASE :"new" IS NULL;
            ALTER DATABASE :"new" RENAME TO :"live";
            COMMIT;
            """;

    /** Owner, limit, grants, settings and comment: after a bare rename a revoked CONNECT was open again. */
    private static final String CARRY = """
            SELECT format('ALTER DATABASE %I OWNER TO %I', :'new', pg_get_userbyid(datdba))
            FROM pg_database WHERE datname = :'live' \\gexec
            SELECT format('ALTER DATABASE %I CONNECTION LIMIT %s', :'new', datconnlimit)
            FROM pg_database WHERE datname = :'live' \\gexec
            SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC, %I', :'new', pg_get_userbyid(datdba))
            FROM pg_database WHERE datname = :'live' AND datacl IS NOT NULL \\gexec
            SELECT format('GRANT %s ON DATABASE %I TO %s%s', privilege_type, :'new',
              CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
              CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
            FROM pg_database, aclexplode(datacl) WHERE datname = :'live' \\gexec
            SELECT format('ALTER %s SET %I TO %s',
              CASE setrole WHEN 0 THEN format('DATABASE %I', :'new')
                ELSE format('ROLE %I IN DATABASE %I', pg_get_userbyid(setrole), :'new') END,
              split_part(setting, '=', 1),
              CASE WHEN split_part(setting, '=', 1) IN ('search_path', 'temp_tablespaces', 'session_preload_libraries',
                  'local_preload_libraries', 'unix_socket_directories')
                THEN substr(setting, strpos(setting, '=') + 1)
                ELSE quote_literal(substr(setting, strpos(setting, '=') + 1)) END)
            FROM pg_db_role_setting, unnest(setconfig) AS setting
            WHERE setdatabase = :live_oid \\gexec
            SELECT format('COMMENT ON DATABASE %I IS %L', :'new', shobj_description(:live_oid, 'pg_database')) \\gexec
            """;

    /** What is compared before the commit, of both alike. */
    private static final String ALIKE = """
            SELECT 1 / (count(DISTINCT md5(row(datdba, encoding, datcollate, datctype, datconnlimit, dattablespace,
              to_jsonb(d)->>'datlocprovider', coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale'),
              (SELECT json_agg(row(grantee, privilege_type, is_grantable) ORDER BY grantee, privilege_type)
                FROM aclexplode(datacl)),
              (SELECT json_agg(row(setrole, entry) ORDER BY setrole, entry)
                FROM pg_db_role_setting, unnest(setconfig) AS entry WHERE setdatabase = d.oid),
              shobj_description(oid, 'pg_database'))::text)) = 1)::int
            FROM pg_database d WHERE oid IN (:live_oid, :new_oid);
            """;

    /** The loaded database takes over everything that is not in a dump. */
    public static String carried() {
        return GUARD + CARRY + ALIKE + RENAME;
    }
}
