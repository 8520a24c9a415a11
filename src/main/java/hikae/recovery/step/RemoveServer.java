package hikae.recovery.step;

import hikae.host.Host;
import hikae.recovery.run.HelperContainers;
import hikae.recovery.run.RunContext;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/**
 * Removes the throwaway server with its data, and every other container this run has started.
 *
 * @param context where the run works
 */
public record RemoveServer(RunContext context) implements Step {
    @Override
    public String id() {
        return "remove-server";
    }

    @Override
    public Message title() {
        return Message.of("step.remove-server");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        HelperContainers.removeAll(host, context.target().home());
        host.files().remove(context.pinned());
    }
}
