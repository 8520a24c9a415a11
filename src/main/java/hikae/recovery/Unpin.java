package hikae.recovery;

import hikae.host.Host;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/**
 * Removes the copy of the dump again.
 *
 * @param ground where the run works
 */
record Unpin(Ground ground) implements Step {
    @Override
    public String id() {
        return "unpin";
    }

    @Override
    public Say title() {
        return Say.of("step.unpin");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        host.files().remove(ground.pinned());
    }
}
