package hikae.recovery.step;

import hikae.host.Host;
import hikae.recovery.cluster.Login;
import hikae.recovery.run.Note;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/**
 * Starts only the database, on its fresh directory, and waits for two logins over TCP in a row: the first server of a
 * fresh directory listens on a socket only, and is gone a moment later.
 *
 * @param context where the run works
 */
public record StartDatabase(RunContext context) implements Step {
    @Override
    public String id() {
        return "start-database";
    }

    @Override
    public Message title() {
        return Message.of("step.start-database");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.start-database.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        RestoreTarget target = context.target();
        host.compose().start(target.composeProject(), List.of(target.misskey().databaseService()), progress::said);
        RunNotes notes = context.notes(host);
        try {
            Login.await(host, context);
        } catch (ProblemException e) {
            notes.put(Note.CLUSTER_READY, false); // one that was ready and does not come up again is no good
            throw e;
        }
        notes.put(Note.CLUSTER_READY, true);
        progress.found(Finding.ok(Message.of("recovery.database-answers")));
    }
}
