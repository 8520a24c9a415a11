package hikae.recovery;

import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/**
 * Starts the database as it is and waits until it answers.
 *
 * @param ground where the run works
 */
record Wake(Ground ground) implements Step {
    @Override
    public String id() {
        return "wake-database";
    }

    @Override
    public Say title() {
        return Say.of("step.wake-database");
    }

    @Override
    public List<Change> changes() {
        Target target = ground.target();
        return List.of(new Change.NoteChange(Say.of(
                "step.wake-database.note",
                target.misskey().databaseService(),
                target.misskey().directory())));
    }

    @Override
    public void run(Host host, Progress progress) {
        Target target = ground.target();
        host.compose().start(target.composeProject(), List.of(target.misskey().databaseService()), progress::said);
        Login.await(host, ground);
        progress.found(Finding.ok(Say.of("recovery.database-answers")));
    }
}
