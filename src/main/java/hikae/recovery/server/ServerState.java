package hikae.recovery.server;

import hikae.dump.rows.Fingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server as it stands, seen from a client container.
 *
 * @param version its own words, such as {@code 15.8}
 * @param number such as 150008
 * @param client the version of the client container's psql
 * @param started when the server started; what was proved before it started again is not proved any more
 * @param databases by name
 * @param roles every role
 * @param extensions what its image offers
 * @param settings its settings by name, as {@code pg_settings} has them in their own units
 * @param archiveFails whether its last attempt to archive WAL failed
 * @param idleSlots replication slots nobody reads from: they keep WAL
 * @param standby whether it is a standby, which cannot be written to
 * @param makesRoles whether our login may make roles
 */
public record ServerState(
        String version,
        int number,
        String client,
        String started,
        Map<String, DatabaseState> databases,
        List<String> roles,
        List<String> extensions,
        Map<String, String> settings,
        boolean archiveFails,
        int idleSlots,
        boolean standby,
        boolean makesRoles) {
    private static final int MAJOR = 10000;

    /**
     * One of its databases.
     *
     * @param name the name
     * @param oid by which it stays itself under another name
     * @param bytes its size
     * @param comment our mark on one of ours
     * @param columns its row of {@code pg_database}, by column; they differ from version to version
     * @param sessions who is connected to it
     * @param prepared prepared transactions in it
     * @param slots logical replication slots of it
     * @param subscriptions how many subscriptions it has
     */
    public record DatabaseState(
            String name,
            long oid,
            long bytes,
            Optional<String> comment,
            Map<String, Object> columns,
            List<Session> sessions,
            List<String> prepared,
            List<String> slots,
            int subscriptions) {
        /** A column of {@code pg_database}; empty where it is null or unknown to this version. */
        Optional<String> column(String column) {
            return Optional.ofNullable(columns.get(column)).map(String::valueOf);
        }
    }

    /**
     * A session.
     *
     * @param address where it comes from; empty for the socket
     * @param application what it calls itself
     */
    public record Session(Optional<String> address, String application) {}

    /** The major version, such as 15. */
    public int major() {
        return number / MAJOR;
    }

    /** A database of it. */
    public Optional<DatabaseState> database(String name) {
        return Optional.ofNullable(databases.get(name));
    }

    /** A setting as a number, in its own unit; 0 where this version does not have it. */
    public long number(String setting) {
        String value = settings.getOrDefault(setting, "0");
        return value.matches("-?\\d{1,18}") ? Long.parseLong(value) : 0;
    }

    /** Whether a setting is on. */
    public boolean isOn(String setting) {
        return settings.getOrDefault(setting, "off").equals("on");
    }

    /**
     * What is in Misskey's live database.
     *
     * @param tables how many tables it has
     * @param migrations the names of its migrations; none where it has no such table
     * @param newestNote the id of its newest note
     * @param newestNoteAt when that was, where the id tells
     * @param since what was made after the dump
     * @param fingerprint whose instance it is
     */
    public record Content(
            int tables,
            List<String> migrations,
            Optional<String> newestNote,
            Optional<Instant> newestNoteAt,
            Since since,
            Optional<Fingerprint> fingerprint) {}

    /**
     * What was made after a dump's newest note.
     *
     * @param notes notes
     * @param users users
     */
    public record Since(long notes, long users) {}
}
