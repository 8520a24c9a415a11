package hikae.recovery.plan;

import hikae.backup.dumps.Dump;
import hikae.dump.DumpFacts;
import hikae.dump.rows.Fingerprint;
import hikae.host.Docker;
import hikae.recovery.record.Experience;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.server.DiskSpace;
import hikae.recovery.server.ServerState;
import hikae.recovery.server.ServerState.Content;
import hikae.recovery.server.ServerState.DatabaseState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Everything that was looked at before a restore: what the plan is made of.
 *
 * @param target what is recovered
 * @param dump the backup, read to its end
 * @param server the server it goes into
 * @param content what is in the live database; empty where it is missing or cannot be read
 * @param free bytes free on the disk of the data; empty where it cannot be known
 * @param misskey the containers that will be stopped
 * @param scheduler the backup service's
 * @param others containers and addresses that are connected to the live database and are not Misskey's
 * @param known names of the migrations that Misskey's image knows
 * @param before whose instance the other backups made here are of
 * @param experience how long it took before
 * @param homeFree bytes free in the backup directory, where the dump is copied
 */
public record RestoreFacts(
        RestoreTarget target,
        Dump dump,
        ServerState server,
        Optional<Content> content,
        OptionalLong free,
        List<Docker.Container> misskey,
        Optional<Docker.Container> scheduler,
        List<String> others,
        Set<String> known,
        Set<Fingerprint> before,
        Experience experience,
        long homeFree) {
    /** What the backup holds. */
    public DumpFacts facts() {
        return dump.verified().orElseThrow().report().facts();
    }

    /** The database that serves now; empty where there is none. */
    public Optional<DatabaseState> live() {
        return server.database(target.database().name());
    }

    /** Whose instance the live database is; empty when nothing tells. */
    public Optional<Fingerprint> fingerprint() {
        return content.flatMap(Content::fingerprint);
    }

    /** How much must be free. */
    public long needed() {
        return DiskSpace.needed(facts().sqlBytes(), server) + dump.bytes(); // its copy may be on the same disk
    }
}
