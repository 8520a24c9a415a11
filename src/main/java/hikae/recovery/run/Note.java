package hikae.recovery.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * One thing that a run notes for itself, or for whoever takes it up or tells of it later. Every note there is stands here
 * once, with who writes it and who reads it: {@link RunNotes} takes no other.
 *
 * @param <T> what it says
 * @param key its name in the file; it and how a value is written stay as they are, as the records of older runs are read
 * @param parse what is in the file, as a value; throws what the parsers of the JDK throw
 * @param written a value, as it is put into the file
 */
public record Note<T>(String key, Function<String, T> parse, Function<T, Object> written) {
    /** The dump that is restored or rehearsed, as it was chosen. Written by Pin; read by reports and histories. */
    public static final Note<Path> DUMP = path("dump");

    /** Size and last change of the copy that was read, in bytes and as a time. Written by Pin, compared by Load. */
    public static final Note<String> PINNED = text("pinned");

    /** The container id of the client that the steps share. Written and read by RunContext. */
    static final Note<String> CLIENT = text("client");

    /** The container id of the client that holds the lock of the database. Written and read by RunContext. */
    static final Note<String> LOCKED_BY = text("locked_by");

    /** The container id of a rehearsal's throwaway server. Written by StartServer, read by RunContext. */
    public static final Note<String> SERVER = text("server");

    /** The oid of the database that is loaded. Written by Staging, read by Switch. */
    public static final Note<Long> STAGING_OID = number("staging_oid");

    /**
     * The oid of the database that served before. Written by Staging and again by Switch; read by both, by DropEmpty and
     * Situation.
     */
    public static final Note<Long> LIVE_OID = number("live_oid");

    /** Milliseconds that the load took. Written by Load, read by RunNotes.loadTook: the time of a larger one is told by it. */
    public static final Note<Long> LOAD_MILLIS = number("load_ms");

    /** The same in seconds, which is all that an older Hikae noted and reads. Written by Load. */
    public static final Note<Long> LOAD_SECONDS = number("load_seconds");

    /**
     * When the server had started under which the load was proved, in its own words. Written by CheckLoaded, compared by
     * Switch: unlogged tables empty themselves when a server starts again.
     */
    public static final Note<String> PROVED_UNDER = text("proved_under");

    /** Constraints and indexes that could not be made, comma between. Written by CheckLoaded, read by RestoreReport. */
    public static final Note<String> WITHOUT = text("without");

    /** Whether the scheduled backups ran before. Written by PauseScheduler and DisableScheduler, read by ResumeScheduler, status. */
    public static final Note<Boolean> SCHEDULER_RAN = yes("scheduler_ran");

    /** The restart policy that the backup service had. Written by DisableScheduler, read by ResumeScheduler. */
    public static final Note<String> SCHEDULER_POLICY = text("scheduler_policy");

    /**
     * The names of Misskey's containers that ran, parted by blanks. Written by StopWeb; RemoveContainers, which removes them all,
     * writes the web service's. Read by StartWeb and CheckWeb; that it is there says that Misskey was stopped.
     */
    public static final Note<List<String>> STOPPED = new Note<>(
            "stopped", text -> text.isEmpty() ? List.of() : List.of(text.split(" ")), names -> String.join(" ", names));

    /** Whether Misskey answered right before it was stopped. Written by StopWeb, read by Downtime. */
    public static final Note<MisskeyAnswer> ANSWERED_BEFORE =
            new Note<>("answered_before", MisskeyAnswer::of, MisskeyAnswer::word);

    /** Since when Misskey is stopped. Written by StopWeb, read by Downtime. */
    public static final Note<Instant> OFFLINE_SINCE = moment("offline_since");

    /** When Misskey answered again. Written by CheckWeb, read by Downtime and StateReport. */
    public static final Note<Instant> ONLINE_AT = moment("online_at");

    /**
     * The oid of the database that is to serve. Written by Switch before it asks for the switch: where it is missing, none
     * was asked for. Read by RunContext, CheckWeb, Situation and NextMove.
     */
    public static final Note<Long> INCOMING_OID = number("incoming_oid");

    /** When the switch had been made. Written by Switch when it has seen it; read by whoever asks how far a run came. */
    public static final Note<Instant> SWITCHED_AT = moment("switched_at");

    /** Where the data of a lost cluster was set aside. Written by MoveData; read by forms and reports. */
    public static final Note<Path> DATA_ASIDE = path("data_aside");

    /** The inode of the directory that this run has made for the fresh cluster. Written and read by MoveData. */
    public static final Note<String> FRESH_INODE = text("fresh_inode");

    /** Whether the fresh cluster has answered. Written by StartDatabase; nothing may be moved any more then. */
    public static final Note<Boolean> CLUSTER_READY = yes("cluster_ready");

    /** Bytes of the database that was loaded. Written by RecordResult, read by RehearseReport. */
    public static final Note<Long> DATABASE_BYTES = number("database_bytes");

    /** When the run came to its end. Written by RecordResult; a rehearsal without it has proved nothing. */
    public static final Note<Instant> DONE_AT = moment("done_at");

    private static Note<String> text(String key) {
        return new Note<>(key, text -> text, text -> text);
    }

    private static Note<Path> path(String key) {
        return new Note<>(key, Path::of, path -> path);
    }

    private static Note<Instant> moment(String key) {
        return new Note<>(key, Instant::parse, moment -> moment);
    }

    private static Note<Long> number(String key) {
        return new Note<>(key, Long::valueOf, number -> number);
    }

    private static Note<Boolean> yes(String key) {
        return new Note<>(key, "true"::equals, yes -> yes);
    }
}
