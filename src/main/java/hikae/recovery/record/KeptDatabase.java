package hikae.recovery.record;

import hikae.recovery.run.RestoreTarget;
import hikae.recovery.server.KeptName;
import hikae.recovery.server.Names;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerState.DatabaseState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database that served until a restore, or until one was undone. It is the only copy of everything that was made
 * after the backup, and is in no backup.
 *
 * @param holds what is in it; its name tells when it was replaced
 * @param mine whether a run of this backup directory has kept it
 */
public record KeptDatabase(DatabaseSummary holds, boolean mine) {
    /** Those among the databases of a server, the one replaced last first. */
    static List<KeptDatabase> of(PsqlContainer client, RestoreTarget target, Map<String, DatabaseState> all) {
        return all.values().stream()
                .filter(one -> Names.isKept(one.name()))
                .map(one -> new KeptDatabase(DatabaseSummary.of(client, one), Names.isOf(one.name(), target.home())))
                .sorted(Comparator.comparing(KeptDatabase::name).reversed())
                .toList();
    }

    /** Its name. */
    public String name() {
        return holds.name();
    }

    /** By which it is told from another of this name. */
    public long oid() {
        return holds.oid();
    }

    /** Its size. */
    public long bytes() {
        return holds.bytes();
    }

    /** How many notes it holds; empty where it has no such table. */
    public Optional<Long> notes() {
        return holds.notes();
    }

    /** When its newest note was written. */
    public Optional<Instant> newestNote() {
        return holds.newestNote();
    }

    /** When it was replaced. */
    public Instant replaced() {
        return KeptName.replaced(name()).orElseThrow();
    }
}
