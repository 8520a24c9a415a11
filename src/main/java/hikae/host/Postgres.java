package hikae.host;

import hikae.text.ProblemException;
import hikae.text.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** PostgreSQL over TCP. Every call may throw a {@link hikae.text.ProblemException}. */
public interface Postgres {
    /**
     * Where and as whom.
     *
     * @param host a name or an address
     * @param port usually 5432
     * @param database the database's name
     * @param user the role
     * @param password its password
     */
    record Login(String host, int port, String database, String user, Secret password) {}

    /**
     * What a login proved.
     *
     * @param version the server's own words, such as {@code 15.8}
     * @param major such as 15
     * @param bytes size of the database
     * @param tables how many tables of the schema public we may read
     * @param misskey whether Misskey's tables are among them
     * @param newestNote the id of the newest note; empty when there is none
     * @param newestNoteAt its time, decoded from the id where the method is known
     * @param lastMigration the name of the last migration
     */
    record Facts(
            String version,
            int major,
            long bytes,
            int tables,
            boolean misskey,
            Optional<String> newestNote,
            Optional<Instant> newestNoteAt,
            Optional<String> lastMigration) {}

    /** Logs in over TCP and looks around, read-only; at most 10 s. */
    Facts look(Login login);

    /**
     * Reads the one text column of a query, a row at a time as they come, however many there are; read-only, in the
     * state of one moment. What is null is left out.
     *
     * @param select written by us; no value of anybody else is in it
     */
    default void each(Login login, String select, Consumer<String> row) {
        throw ProblemException.of(
                "database-unreachable", login.host() + ":" + login.port(), login.user(), login.database(), "-");
    }
}
