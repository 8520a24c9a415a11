package hikae.recovery;

import hikae.host.Host;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/**
 * Removes the throwaway server with its data, and every other container this run has lent.
 *
 * @param ground where the run works
 */
record RemoveServer(Ground ground) implements Step {
    @Override
    public String id() {
        return "remove-server";
    }

    @Override
    public Say title() {
        return Say.of("step.remove-server");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        Lent.removeAll(host, ground.target().home());
        host.files().remove(ground.pinned());
    }
}
