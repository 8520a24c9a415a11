package hikae.recovery.step;

import hikae.host.Host;
import hikae.recovery.run.RunContext;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/**
 * Removes the copy of the dump again.
 *
 * @param context where the run works
 */
public record Unpin(RunContext context) implements Step {
    @Override
    public String id() {
        return "unpin";
    }

    @Override
    public Message title() {
        return Message.of("step.unpin");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        host.files().remove(context.pinned());
    }
}
