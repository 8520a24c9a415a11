package hikae.recovery.record;

import hikae.host.NoteTime;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.recovery.server.ServerState.DatabaseState;
import hikae.text.Amount;
import hikae.text.Message;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a database of Misskey's holds, by which an operator knows it.
 *
 * @param name its name
 * @param oid by which it is told from another of this name
 * @param bytes its size
 * @param notes how many notes it holds; empty where it has no such table
 * @param newestNote when its newest note was written
 */
public record DatabaseSummary(String name, long oid, long bytes, Optional<Long> notes, Optional<Instant> newestNote) {
    private static final String TABLE =
            "SELECT 1 AS one FROM pg_tables WHERE schemaname = 'public' AND tablename = 'note'";
    private static final String NOTES = "SELECT count(*) AS notes, max(id) AS newest FROM note";

    /** Asks it. */
    static DatabaseSummary of(PsqlContainer client, DatabaseState state) {
        boolean has = !client.rows(state.name(), TABLE).isEmpty();
        Map<String, Object> row = has ? client.rows(state.name(), NOTES).get(0) : Map.of();
        return new DatabaseSummary(
                state.name(),
                state.oid(),
                state.bytes(),
                has ? Optional.of(ServerQueries.number(row, "notes")) : Optional.empty(),
                Optional.ofNullable(row.get("newest")).map(String::valueOf).flatMap(NoteTime::of));
    }

    /** In one sentence: newest note, how many, how large. */
    public Message said(ZonedDateTime now) {
        if (notes.isEmpty()) {
            return Message.of("recovery.holds.nothing", name, Amount.bytes(bytes));
        }
        Message count = Amount.count(notes.get());
        return newestNote
                .map(at -> Message.of("recovery.holds", name, HomeTime.when(at, now), count, Amount.bytes(bytes)))
                .orElseGet(() -> Message.of("recovery.holds.undated", name, count, Amount.bytes(bytes)));
    }

    /** For {@code --json}. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("bytes", bytes);
        notes.ifPresent(count -> json.put("notes", count));
        newestNote.ifPresent(at -> json.put("newest_note_at", at.toString()));
        return json;
    }
}
