package hikae.recovery.server;

import hikae.host.Docker;
import hikae.host.Files;
import hikae.instance.database.DataPlace;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Room on the disk of a database. One load that filled the disk left the live server in a crash loop, so it is counted
 * before and watched meanwhile: no process in the server's container. What a directory of the host has is asked here, as
 * it may be in somebody's hands who lays a link there; a volume is mounted into the client, read-only.
 *
 * @param source the path or volume of the data; empty when it is not known
 */
public record DiskSpace(Optional<String> source) {
    /** So much must stay free at any time: what a load of a second can write, and room for others. */
    static final long FLOOR = 512L << 20;

    /** A database needs 2.1 to 2.5 times the space of its SQL; what a new one holds before its first row is added. */
    private static final double GROWTH = 2.5;

    private static final long EMPTY = 30L << 20;
    private static final double MARGIN = 1.3;
    private static final double WAL_SHARE = 0.9;
    private static final double WAL_PEAK = 1.5;

    private static final String DATA = "/hikae-data";
    private static final String LOOK = "df -P -k " + DATA;
    private static final String HEADING = "Filesystem";
    private static final int FREE = 3;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long KILO = 1024;

    /** What a client needs to look. */
    public List<Docker.Bind> binds() {
        return volume().map(name -> List.of(new Docker.Bind(name, DATA, false))).orElse(List.of());
    }

    private Optional<String> volume() {
        return source.filter(place -> !place.startsWith("/"));
    }

    /** Bytes free now; empty where it cannot be known. */
    public OptionalLong free(Files files, PsqlContainer client) {
        return volume().isPresent()
                ? freeIn(client.shell("postgres", LOOK, List.of(), LIMIT).output())
                : freeHere(files);
    }

    /** The same by what {@link #question} has printed. */
    public OptionalLong free(Files files, String said) {
        return volume().isPresent() ? freeSaid(said) : freeHere(files);
    }

    private OptionalLong freeHere(Files files) {
        try {
            return source.stream()
                    .mapToLong(path -> files.freeBytes(Path.of(path)))
                    .findFirst();
        } catch (ProblemException e) {
            return OptionalLong.empty(); // it is closed to us, as a directory of another user may be
        }
    }

    /** Whether a directory of the host has become short; no where that cannot be asked here. */
    public boolean isShort(Files files) {
        return isShort(volume().isPresent() ? OptionalLong.empty() : freeHere(files));
    }

    /** Whether there is too little right now; no where it cannot be known. */
    public boolean isShortNow(Files files, PsqlContainer client) {
        return isShort(free(files, client));
    }

    private static boolean isShort(OptionalLong free) {
        return free.isPresent() && free.getAsLong() < FLOOR;
    }

    /** A line for psql that prints what {@link #isShort(String)} reads, in one line; nothing to ask: empty. */
    public String question() {
        return volume().isEmpty() ? "" : "\\! " + LOOK + " | tail -n 1\n";
    }

    /** Bytes free by what psql printed, whatever rows are in it, too; empty where it does not say. */
    private static OptionalLong freeSaid(String said) {
        return said.lines()
                .filter(line -> !line.startsWith("{"))
                .map(line -> freeIn(HEADING + "\n" + line))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .findFirst();
    }

    /** Whether it has become short; no when the line does not say. */
    public static boolean isShort(String line) {
        return isShort(freeSaid(line));
    }

    /** In the line behind the heading; which mount the others name differs from one df to the next. */
    private static OptionalLong freeIn(String output) {
        return output.lines()
                .dropWhile(line -> !line.startsWith(HEADING))
                .skip(1)
                .limit(1)
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > FREE && words[FREE].matches("\\d{1,15}"))
                .mapToLong(words -> Long.parseLong(words[FREE]) * KILO)
                .findFirst();
    }

    /** Where the data of a PostgreSQL container is. */
    public static DiskSpace of(Docker.Container database) {
        return new DiskSpace(DataPlace.of(database).map(DataPlace::source).filter(source -> !source.isEmpty()));
    }

    /**
     * How much must be free before a load: the new database, the WAL it writes, and the floor.
     *
     * @param sqlBytes size of the dump's SQL
     * @param maxWal bytes of {@code max_wal_size}
     * @param keepsWal whether something keeps all WAL until it is fetched: an archive, a replica, an idle slot
     */
    public static long needed(long sqlBytes, long maxWal, boolean keepsWal) {
        double database = sqlBytes * GROWTH + EMPTY;
        double wal = database * WAL_SHARE;
        return (long) (database * MARGIN + (keepsWal ? wal : Math.min(wal, maxWal * WAL_PEAK))) + FLOOR;
    }

    /** The same on this server. */
    public static long needed(long sqlBytes, ServerState server) {
        boolean keeps = server.isOn("archive_mode") || server.idleSlots() > 0 || server.number("wal_keep_size") > 0;
        return needed(sqlBytes, server.number("max_wal_size") << 20, keeps);
    }
}
