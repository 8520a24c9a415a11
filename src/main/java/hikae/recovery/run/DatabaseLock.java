package hikae.recovery.run;

import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.text.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps two restores off one database, from wherever they come: another backup directory, another account, another
 * host. The lock is held in the server, by a session inside the client that the steps of a run share, so it goes when
 * that client is removed, at the end of a run or by whoever resumes one that was killed; and with the server.
 *
 * @param target whose database it is
 * @param runId the run that works on it
 */
record DatabaseLock(RestoreTarget target, String runId) {
    private static final String SAID = "/tmp/hikae-lock";
    private static final String HELD = "held";

    /** PostgreSQL keeps no more of a name than 63 bytes. */
    private static final int LONGEST_NAME = 63;

    /** A client that was removed a moment ago may leave its session for a few seconds. */
    private static final String SQL = "SELECT set_config('idle_session_timeout', '0', false)"
            + " WHERE current_setting('idle_session_timeout', true) IS NOT NULL \\g /dev/null\n"
            + "SET lock_timeout = '10s';\n"
            + "SELECT pg_advisory_lock(hashtext('hikae'), hashtext(:'name')) \\g /dev/null\n"
            + "\\echo " + HELD;

    /**
     * In the background, with nothing of the command that began it held open; then the end of what it says is waited
     * for: what the server warns of at the login, such as a collation of another version, comes before.
     */
    private static final String HOLD = "export PGAPPNAME=\"$3\"; rm -f " + SAID + "; "
            + "{ printf '%s\\n' \"$1\"; exec sleep infinity; } < /dev/null 2> /dev/null"
            + " | { psql -X -w -q -At -v ON_ERROR_STOP=1 -v name=\"$2\" > " + SAID + " 2>&1; echo over >> " + SAID
            + "; } > /dev/null 2>&1 & for n in $(seq 1000); do grep -qxE '" + HELD + "|over' " + SAID
            + " 2> /dev/null && break; sleep 0.02; done; cat "
            + SAID;

    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static final String HOLDER =
            "SELECT a.application_name AS who FROM pg_locks l" + " JOIN pg_stat_activity a ON a.pid = l.pid WHERE true";

    private static final String END = "SELECT pg_terminate_backend(a.pid) AS ended FROM pg_locks l"
            + " JOIN pg_stat_activity a ON a.pid = l.pid WHERE a.application_name = ";

    /** What psql says when there is no session; a server that goes down ends one in the same words. */
    private static final Pattern UNREACHED = Pattern.compile("error: connection|error: could not|FATAL:|terminated");

    /**
     * Takes it for as long as the client lives.
     *
     * @return false where the server does not answer: then nobody can do anything to its databases
     * @throws ProblemException {@code recovery-database-locked} when another run has it
     */
    boolean take(PsqlContainer client) {
        String database = target.database().name();
        String said = tried(client);
        if (isLocked(said) && isHeld(client)) {
            end(client);
            said = tried(client);
        }
        if (said.lines().anyMatch(HELD::equals)) {
            return true;
        }
        if (isLocked(said)) {
            throw ProblemException.of("recovery-database-locked", database, holder(client, database));
        }
        if (UNREACHED.matcher(said).find()) {
            return false;
        }
        throw ProblemException.of("recovery-sql", PsqlContainer.firstError(said));
    }

    private String tried(PsqlContainer client) {
        List<String> words = List.of(SQL, target.database().name(), name());
        return client.shell(ServerQueries.MAINTENANCE, HOLD, words, LIMIT).output();
    }

    private static boolean isLocked(String said) {
        return said.contains("lock timeout");
    }

    /**
     * Ends the session of an earlier client of this run. Of a client that was cut off from the network the server hears
     * nothing, not even its end, and would keep its lock for hours; one run is done by one process at a time.
     */
    private void end(PsqlContainer client) {
        String select = END + quoted(name()) + holding(target.database().name());
        client.rows(ServerQueries.MAINTENANCE, select);
    }

    /** Whether the session that took it for this run still has it. */
    boolean isHeld(PsqlContainer client) {
        return holder(client, target.database().name()).equals(name());
    }

    private static String holder(PsqlContainer client, String database) {
        return client.rows(ServerQueries.MAINTENANCE, HOLDER + holding(database) + " LIMIT 1").stream()
                .map(row -> String.valueOf(row.get("who")))
                .findFirst()
                .orElse("-");
    }

    private static String holding(String database) {
        return " AND l.locktype = 'advisory' AND l.granted AND l.classid = hashtext('hikae')::oid AND l.objid = hashtext("
                + quoted(database) + ")::oid";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** What others read of it: which run, and of which backup directory. */
    private String name() {
        String run = "hikae " + runId + " ";
        String home = target.home().toString().replaceAll("[^ -~]", "?");
        return run + home.substring(Math.max(0, run.length() + home.length() - LONGEST_NAME));
    }
}
