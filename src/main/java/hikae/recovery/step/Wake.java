package hikae.recovery.step;

import hikae.host.Host;
import hikae.recovery.cluster.Login;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.RunContext;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/**
 * Starts the database as it is and waits until it answers.
 *
 * @param context where the run works
 */
public record Wake(RunContext context) implements Step {
    @Override
    public String id() {
        return "wake-database";
    }

    @Override
    public Message title() {
        return Message.of("step.wake-database");
    }

    @Override
    public List<Change> changes() {
        RestoreTarget target = context.target();
        return List.of(new Change.NoteChange(Message.of(
                "step.wake-database.note",
                target.misskey().databaseService(),
                target.misskey().directory())));
    }

    @Override
    public void run(Host host, Progress progress) {
        RestoreTarget target = context.target();
        host.compose().start(target.composeProject(), List.of(target.misskey().databaseService()), progress::said);
        Login.await(host, context);
        progress.found(Finding.ok(Message.of("recovery.database-answers")));
    }
}
