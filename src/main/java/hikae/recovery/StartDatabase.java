package hikae.recovery;

import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/**
 * Starts only the database, on its fresh directory, and waits for two logins over TCP in a row: the first server of a
 * fresh directory listens on a socket only, and is gone a moment later.
 *
 * @param ground where the run works
 */
record StartDatabase(Ground ground) implements Step {
    @Override
    public String id() {
        return "start-database";
    }

    @Override
    public Say title() {
        return Say.of("step.start-database");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Say.of("step.start-database.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        Target target = ground.target();
        host.compose().start(target.composeProject(), List.of(target.misskey().databaseService()), progress::said);
        Notes notes = ground.notes(host);
        try {
            Login.await(host, ground);
        } catch (ProblemException e) {
            notes.put(Note.CLUSTER_READY, false); // one that was ready and does not come up again is no good
            throw e;
        }
        notes.put(Note.CLUSTER_READY, true);
        progress.found(Finding.ok(Say.of("recovery.database-answers")));
    }
}
