package hikae.recovery.step;

import hikae.host.Host;
import hikae.recovery.load.LoadRole;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.recovery.server.Names;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.recovery.server.ServerState.DatabaseState;
import hikae.text.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The new database beside the live one: made like it, and dropped only when it is certainly ours. */
public final class Staging {
    /**
     * Where the server's sorting rules are others than those that template0 was made with, as after another image, it
     * makes no database unless it is told the version of those that it has; there is no index in template0 to care.
     */
    private static final String COLLATION = """
            SELECT current_setting('server_version_num')::int >= 150000 AS versions \\gset
            \\set collation ''
            \\if :versions
            SELECT coalesce(' COLLATION_VERSION ' || quote_literal(pg_database_collation_actual_version(oid)), '') AS collation
            FROM pg_database WHERE datname = coalesce(nullif(:'live', ''), 'template0') \\gset
            \\endif
            """;

    /** Columns differ from version to version: asked for by name in JSON, so that a missing one is null. */
    private static final String LIKE = """
            SELECT format('CREATE DATABASE %I TEMPLATE template0 ENCODING %L LC_COLLATE %L LC_CTYPE %L%s%s TABLESPACE %I OWNER %I',
              :'new', pg_encoding_to_char(d.encoding), d.datcollate, d.datctype,
              CASE j->>'datlocprovider'
                WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', coalesce(j->>'datlocale', j->>'daticulocale'))
                  || coalesce(format(' ICU_RULES %L', j->>'daticurules'), '')
                WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', j->>'datlocale')
                ELSE '' END,
              :'collation', t.spcname, coalesce(nullif(:'owner', ''), pg_get_userbyid(d.datdba)))
            FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace, to_jsonb(d) AS j
            WHERE d.datname = :'live' \\gexec
            """;

    /** Where there is no live one to be like. */
    private static final String PLAIN = "CREATE DATABASE :\"new\" TEMPLATE template0 OWNER :\"user\" :collation;\n";

    private static final String MARK = "COMMENT ON DATABASE :\"new\" IS :'mark';\n";

    /** Sessions first: before 13 there is no FORCE, and what was loading may go on to the end of its statement. */
    private static final String DROP = """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = :'new';
            SELECT format('DROP DATABASE %I%s', datname,
              CASE WHEN current_setting('server_version_num')::int < 130000 THEN '' ELSE ' WITH (FORCE)' END)
            FROM pg_database WHERE datname = :'new' AND oid = :oid \\gexec
            """;

    private final Host host;
    private final RunContext context;
    private final Names names;
    private final RunNotes notes;

    public Staging(Host host, RunContext context) {
        this.host = host;
        this.context = context;
        this.names = context.names();
        this.notes = context.notes(host);
    }

    /**
     * Makes it afresh: what an interrupted load has left is dropped first.
     *
     * @param all the databases that there are
     * @param role who loads, made with it; empty where ours may make none and loads itself
     */
    public void make(PsqlContainer client, Map<String, DatabaseState> all, Optional<LoadRole> role) {
        if (all.containsKey(names.staging())) {
            drop(client, all.get(names.staging()));
        }
        Optional<DatabaseState> live = context.live().map(all::get);
        live.ifPresent(one -> notes.put(Note.LIVE_OID, one.oid()));
        Map<String, String> variables = new HashMap<>(variables());
        variables.put("live", live.map(DatabaseState::name).orElse(""));
        variables.put("user", role.isPresent() ? names.loader() : client.user());
        variables.put("owner", role.isPresent() ? names.loader() : "");
        variables.put("mark", names.mark());
        String create = COLLATION + (live.isPresent() ? LIKE : PLAIN) + MARK + ServerQueries.LIST;
        String said = role.map(one -> one.make(client, names.staging(), create, variables))
                .orElseGet(() -> client.script(ServerQueries.MAINTENANCE, create, variables));
        DatabaseState made = Optional.ofNullable(ServerQueries.databasesIn(said).get(names.staging()))
                .orElseThrow(() -> ProblemException.of("recovery-sql", "CREATE DATABASE " + names.staging()));
        notes.put(Note.STAGING_OID, made.oid());
    }

    private Map<String, String> variables() {
        Map<String, String> variables =
                new HashMap<>(new LoadRole(names, context.target().home())
                        .variables(host.environment().clock().instant()));
        variables.put("new", names.staging());
        return variables;
    }

    /** Drops it where there is one, and the role that loads; one that is not certainly ours is refused. */
    public void drop(PsqlContainer client) {
        drop(client, ServerQueries.databases(client).get(names.staging()));
    }

    private void drop(PsqlContainer client, @Nullable DatabaseState found) {
        if (found != null && !isOurs(client, found)) {
            throw ProblemException.of("recovery-not-ours", names.staging());
        }
        Map<String, String> variables = variables();
        variables.put("oid", found == null ? "0" : String.valueOf(found.oid()));
        client.script(ServerQueries.MAINTENANCE, (found == null ? "" : DROP) + LoadRole.forget(), variables);
    }

    /** By name and by our mark; an empty one without a mark was made a moment before a kill. Never the live one. */
    private boolean isOurs(PsqlContainer client, DatabaseState found) {
        boolean live =
                notes.get(Note.LIVE_OID).filter(oid -> oid == found.oid()).isPresent();
        boolean marked = found.comment().filter(names.mark()::equals).isPresent();
        return !live && (marked || (found.comment().isEmpty() && isEmpty(client)));
    }

    private boolean isEmpty(PsqlContainer client) {
        return client.script(
                        names.staging(),
                        "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace;",
                        Map.of())
                .strip()
                .equals("0");
    }
}
