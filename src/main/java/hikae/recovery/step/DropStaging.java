package hikae.recovery.step;

import hikae.host.Host;
import hikae.recovery.run.RunContext;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/**
 * Takes away what a run that did not come to its end has loaded. What serves or ever served does not have that name; a
 * run that was killed before it could note that it had switched learns it here.
 *
 * @param context where the run works
 */
public record DropStaging(RunContext context) implements Step {
    @Override
    public String id() {
        return "drop-staging";
    }

    @Override
    public Message title() {
        return Message.of("step.drop-staging");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.drop-staging.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        Switch.learn(host, context);
        new Staging(host, context).drop(context.client(host));
    }
}
