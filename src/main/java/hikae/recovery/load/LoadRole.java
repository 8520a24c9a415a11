package hikae.recovery.load;

import hikae.host.Docker;
import hikae.recovery.server.Names;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The role that a load logs in as. It owns the new database and may do nothing else, so that whatever a dump might bring
 * to run can do no harm. It is there only while something is loaded; its password is made in the client, where it stays
 * in memory.
 *
 * @param names the names of the run
 * @param home the backup directory
 */
public record LoadRole(Names names, Path home) {
    private static final String PASSWORD = "/dev/shm/hikae-load-password";

    /** Longer than any load may take; what a kill has left lets nobody in for ever. */
    private static final Duration GOOD_FOR = Duration.ofDays(4);

    private static final int NOT_LET_IN = 42;

    /** Those of other runs of this backup directory whose record is gone; what owns something is in use. */
    private static final String FORGET = """
            SELECT format('DROP ROLE %I', rolname) FROM pg_roles r
            WHERE (rolname = :'role' OR (rolname ~ :'roles'
                AND NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE usesysid = r.oid)))
              AND shobj_description(oid, 'pg_authid') LIKE :'marks'
              AND NOT EXISTS (SELECT 1 FROM pg_shdepend
                WHERE refclassid = 'pg_authid'::regclass AND refobjid = r.oid) \\gexec
            """;

    /** In one transaction with its mark, by which it is known as ours. Who is no superuser must be a member to give it. */
    private static final String MAKE = FORGET + """
            BEGIN;
            CREATE ROLE :"role" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
              VALID UNTIL :'until';
            COMMENT ON ROLE :"role" IS :'role_mark';
            SELECT format('GRANT %I TO CURRENT_USER', :'role') FROM pg_roles
              WHERE rolname = current_user AND NOT rolsuper \\gexec
            COMMIT;
            """;

    /**
     * Statements, then a password, and a login with it. psql sends of a password what it makes of it, so that the server's
     * log never has it.
     */
    private static final String MAKE_ALL = "sql=$1 role=$2 file=$3 database=$4; shift 4;"
            + " (umask 077; head -c 24 /dev/urandom | base64 | tr -d '\\n' > \"$file\") &&"
            + " { printf '%s\\n\\\\password %s\\n' \"$sql\" \"$role\"; cat \"$file\"; echo; cat \"$file\"; echo; } | "
            + PsqlContainer.PSQL + "\"$@\" &&"
            + " { PGUSER=$role PGDATABASE=$database PGPASSWORD=$(cat \"$file\") psql -X -w -q -At -c 'SELECT 1' > /dev/null"
            + " || exit " + NOT_LET_IN + "; }";

    /** What makes it, for psql; with {@link #variables}. */
    static String make() {
        return MAKE;
    }

    /** What drops it where it is, and owns nothing any more; with {@link #variables}. */
    public static String forget() {
        return FORGET;
    }

    /** What the statements want to know. */
    public Map<String, String> variables(Instant now) {
        return Map.of(
                "role", names.loader(),
                "roles", Names.loaders(home),
                "role_mark", names.loaderMark(),
                "marks", Names.LOADER_MARK + "%",
                "until", now.plus(GOOD_FOR).toString());
    }

    /**
     * Runs statements, gives the role a password and logs in.
     *
     * @param client its login may make roles
     * @param database where to log in; the statements make it
     * @param sql run by that login, behind the making of this one
     * @return what they printed
     * @throws ProblemException {@code recovery-load-login} when the server does not let it in
     */
    public String make(PsqlContainer client, String database, String sql, Map<String, String> variables) {
        List<String> words =
                new ArrayList<>(List.of(PsqlContainer.NO_TIMEOUT + make() + sql, names.loader(), PASSWORD, database));
        words.addAll(PsqlContainer.options(variables));
        Docker.Result result = client.shell(ServerQueries.MAINTENANCE, MAKE_ALL, words, PsqlContainer.LIMIT);
        if (result.exitCode() == NOT_LET_IN) {
            throw ProblemException.of("recovery-load-login", names.loader(), PsqlContainer.firstError(result.errors()));
        }
        return client.demand(result);
    }

    /** The same client with its login. */
    public PsqlContainer of(PsqlContainer client) {
        return client.as(names.loader(), PASSWORD);
    }
}
