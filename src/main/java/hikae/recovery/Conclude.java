package hikae.recovery;

import hikae.host.Host;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Notes when the run came to its end; what it proved is in its notes already.
 *
 * @param ground where the run works
 */
record Conclude(Ground ground) implements Step {
    /** What a note says: when the run was done. */
    static final String DONE = "done_at";

    /** What a note says: the size of the database that was loaded. */
    static final String BYTES = "database_bytes";

    @Override
    public String id() {
        return "record";
    }

    @Override
    public Say title() {
        return Say.of("step.record");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        Notes notes = ground.notes(host);
        String name = ground.rehearsal()
                ? ground.names().staging()
                : ground.target().database().name();
        Client client = ground.client(host);
        Survey.databases(client).entrySet().stream()
                .filter(entry -> entry.getKey().equals(name))
                .forEach(entry -> notes.put(BYTES, entry.getValue().bytes()));
        Instant now = host.environment().clock().instant();
        notes.put(DONE, now);
        if (ground.rehearsal()) {
            Map<String, Object> proof = new LinkedHashMap<>();
            notes.get("dump").ifPresent(dump -> proof.put("dump", dump));
            proof.put(DONE, now);
            Notes.prove(host.files(), ground.folder(), proof);
        } else {
            RenewGuide.where(host, ground, progress);
        }
    }
}
