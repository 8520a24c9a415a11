package hikae.recovery;

import hikae.host.Host;
import hikae.host.NoteTime;
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
 * @param name its name, which tells when it was replaced
 * @param oid by which it is told from another of this name
 * @param bytes its size
 * @param notes how many notes it holds; empty where it has no such table
 * @param newestNote when its newest note was written
 * @param mine whether a run of this backup directory has kept it
 */
record Kept(String name, long oid, long bytes, Optional<Long> notes, Optional<Instant> newestNote, boolean mine) {
    private static final String NOTES = "SELECT count(*) AS notes, max(id) AS newest FROM note";

    /** Those of this server, the one replaced last first. */
    static List<Kept> look(Host host, Target target) {
        try (Client client = Client.lend(host, target.way(), "look", target.home(), List.of())) {
            return of(client, target);
        }
    }

    private static List<Kept> of(Client client, Target target) {
        return Survey.databases(client).values().stream()
                .filter(one -> Names.isKept(one.name()))
                .map(one -> of(client, one, target))
                .sorted(Comparator.comparing(Kept::name).reversed())
                .toList();
    }

    private static Kept of(Client client, DatabaseState state, Target target) {
        boolean has = !client.rows(
                        state.name(),
                        "SELECT 1 AS one FROM pg_tables WHERE schemaname = 'public' AND tablename = 'note'")
                .isEmpty();
        Map<String, Object> row = has ? client.rows(state.name(), NOTES).get(0) : Map.of();
        return new Kept(
                state.name(),
                state.oid(),
                state.bytes(),
                has ? Optional.of(Survey.number(row, "notes")) : Optional.empty(),
                Optional.ofNullable(row.get("newest")).map(String::valueOf).flatMap(NoteTime::of),
                Names.isOf(state.name(), target.home()));
    }

    /** When it was replaced. */
    Instant replaced() {
        return KeptName.replaced(name).orElseThrow();
    }
}
