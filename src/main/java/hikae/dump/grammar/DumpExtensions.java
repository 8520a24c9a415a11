package hikae.dump.grammar;

import java.util.Set;

/** The extensions a dump may ask for: those that Misskey, its forks and their operators use and that run no code of a dump's. */
public final class DumpExtensions {
    /**
     * Not here, because they run commands, read files or reach other servers: dblink, the foreign data wrappers,
     * languages that are not trusted, adminpack, pg_cron.
     */
    private static final Set<String> KNOWN = Set.of(
            "plpgsql",
            "pgroonga",
            "pgroonga_database",
            "pg_trgm",
            "pg_bigm",
            "pgcrypto",
            "uuid-ossp",
            "btree_gin",
            "btree_gist",
            "citext",
            "hstore",
            "unaccent",
            "intarray",
            "ltree",
            "fuzzystrmatch",
            "vector",
            "cube",
            "earthdistance",
            "isn",
            "bloom",
            "tsm_system_rows",
            "tsm_system_time",
            "dict_int",
            "pg_stat_statements",
            "pg_buffercache",
            "pg_freespacemap",
            "pg_prewarm",
            "pg_visibility",
            "pgrowlocks",
            "pgstattuple",
            "amcheck",
            "pg_repack");

    private DumpExtensions() {}

    /** Whether a dump may make it. */
    public static boolean isKnown(String name) {
        return KNOWN.contains(name);
    }
}
