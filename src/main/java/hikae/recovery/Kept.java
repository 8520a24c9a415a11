package hikae.recovery;

import hikae.recovery.ServerState.DatabaseState;
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
record Kept(Holds holds, boolean mine) {
    /** Those among the databases of a server, the one replaced last first. */
    static List<Kept> of(Client client, Target target, Map<String, DatabaseState> all) {
        return all.values().stream()
                .filter(one -> Names.isKept(one.name()))
                .map(one -> new Kept(Holds.of(client, one), Names.isOf(one.name(), target.home())))
                .sorted(Comparator.comparing(Kept::name).reversed())
                .toList();
    }

    /** Its name. */
    String name() {
        return holds.name();
    }

    /** By which it is told from another of this name. */
    long oid() {
        return holds.oid();
    }

    /** Its size. */
    long bytes() {
        return holds.bytes();
    }

    /** How many notes it holds; empty where it has no such table. */
    Optional<Long> notes() {
        return holds.notes();
    }

    /** When its newest note was written. */
    Optional<Instant> newestNote() {
        return holds.newestNote();
    }

    /** When it was replaced. */
    Instant replaced() {
        return KeptName.replaced(name()).orElseThrow();
    }
}
