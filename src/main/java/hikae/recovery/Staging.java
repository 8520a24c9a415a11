package hikae.recovery;

import hikae.host.Host;
import hikae.recovery.ServerState.DatabaseState;
import hikae.text.ProblemException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The new database beside the live one: made like it, and dropped only when it is certainly ours. */
final class Staging {
    /** What a note says: the oid of the database that is loaded. */
    static final String OID = "staging_oid";

    /** What a note says: the oid of the database that serves when the run begins. */
    static final String LIVE_OID = "live_oid";

    private static final int FORCE = 13;

    /** Columns differ from version to version: asked for by name in JSON, so that a missing one is null. */
    private static final String LIKE = """
            SELECT format('CREATE DATABASE %I TEMPLATE template0 ENCODING %L LC_COLLATE %L LC_CTYPE %L%s TABLESPACE %I OWNER %I',
              :'new', pg_encoding_to_char(d.encoding), d.datcollate, d.datctype,
              CASE j->>'datlocprovider'
                WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', coalesce(j->>'datlocale', j->>'daticulocale'))
                  || coalesce(format(' ICU_RULES %L', j->>'daticurules'), '')
                WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', j->>'datlocale')
                ELSE '' END,
              t.spcname, pg_get_userbyid(d.datdba))
            FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace, to_jsonb(d) AS j
            WHERE d.datname = :'live' \\gexec
            """;

    private static final String MARK = "COMMENT ON DATABASE :\"new\" IS :'mark';\n";

    private final Ground ground;
    private final Names names;
    private final Notes notes;

    Staging(Host host, Ground ground) {
        this.ground = ground;
        this.names = ground.names();
        this.notes = ground.notes(host);
    }

    /**
     * Makes it anew: what an interrupted load has left is dropped first.
     *
     * @param all the databases that there are
     */
    void make(Client client, Map<String, DatabaseState> all) {
        drop(client, all.get(names.staging()));
        Optional<DatabaseState> live = ground.live().map(all::get);
        live.ifPresent(one -> notes.put(LIVE_OID, one.oid()));
        Map<String, String> variables = Map.of(
                "new", names.staging(),
                "live", live.map(DatabaseState::name).orElse(""),
                "user", ground.target().database().user(),
                "mark", names.mark());
        String create = live.isPresent() ? LIKE : "CREATE DATABASE :\"new\" TEMPLATE template0 OWNER :\"user\";\n";
        String said = client.script(Survey.MAINTENANCE, create + MARK + Survey.LIST, variables);
        DatabaseState made = Optional.ofNullable(Survey.databasesIn(said).get(names.staging()))
                .orElseThrow(() -> ProblemException.of("recovery-sql", "CREATE DATABASE " + names.staging()));
        notes.put(OID, made.oid());
    }

    /** Drops it where there is one; one that is not certainly ours is refused. */
    void drop(Client client) {
        drop(client, Survey.databases(client).get(names.staging()));
    }

    private void drop(Client client, @Nullable DatabaseState found) {
        if (found == null) {
            return;
        }
        if (!isOurs(client, found)) {
            throw ProblemException.of("recovery-not-ours", names.staging());
        }
        String force = major(client) >= FORCE ? " WITH (FORCE)" : "";
        client.script(
                Survey.MAINTENANCE,
                "SELECT format('DROP DATABASE %I" + force + "', datname) FROM pg_database WHERE datname = :'new'"
                        + " AND oid = :oid \\gexec\n",
                Map.of("new", names.staging(), "oid", String.valueOf(found.oid())));
    }

    private static int major(Client client) {
        return Integer.parseInt(client.script(Survey.MAINTENANCE, "SHOW server_version_num;", Map.of())
                        .strip())
                / 10000;
    }

    /** By name and by our mark; an empty one without a mark was made a moment before a kill. Never the live one. */
    private boolean isOurs(Client client, DatabaseState found) {
        boolean live = notes.get(LIVE_OID)
                .filter(oid -> oid.equals(String.valueOf(found.oid())))
                .isPresent();
        boolean marked = found.comment().filter(names.mark()::equals).isPresent();
        return !live && (marked || (found.comment().isEmpty() && isEmpty(client)));
    }

    private boolean isEmpty(Client client) {
        return client.script(
                        names.staging(),
                        "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace;",
                        Map.of())
                .strip()
                .equals("0");
    }
}
