package hikae.recovery;

import hikae.host.Host;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Instant;
import java.util.List;

/**
 * Notes when the run came to its end; what it proved is in its notes already.
 *
 * @param ground where the run works
 */
record Conclude(Ground ground) implements Step {
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
                .forEach(
                        entry -> notes.put(Note.DATABASE_BYTES, entry.getValue().bytes()));
        Instant now = host.environment().clock().instant();
        notes.put(Note.DONE_AT, now);
        if (ground.rehearsal()) {
            Notes.prove(host.files(), ground.folder(), notes.get(Note.DUMP), now);
        } else {
            RenewGuide.where(host, ground, progress);
        }
    }
}
