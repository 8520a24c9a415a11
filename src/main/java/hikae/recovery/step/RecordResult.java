package hikae.recovery.step;

import hikae.host.Host;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Instant;
import java.util.List;

/**
 * Notes when the run came to its end; what it proved is in its notes already.
 *
 * @param context where the run works
 */
public record RecordResult(RunContext context) implements Step {
    @Override
    public String id() {
        return "record";
    }

    @Override
    public Message title() {
        return Message.of("step.record");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        RunNotes notes = context.notes(host);
        String name = context.rehearsal()
                ? context.names().staging()
                : context.target().database().name();
        PsqlContainer client = context.client(host);
        ServerQueries.databases(client).entrySet().stream()
                .filter(entry -> entry.getKey().equals(name))
                .forEach(
                        entry -> notes.put(Note.DATABASE_BYTES, entry.getValue().bytes()));
        Instant now = host.environment().clock().instant();
        notes.put(Note.DONE_AT, now);
        if (context.rehearsal()) {
            RunNotes.prove(host.files(), context.folder(), notes.get(Note.DUMP), now);
        } else {
            RenewGuide.where(host, context, progress);
        }
    }
}
