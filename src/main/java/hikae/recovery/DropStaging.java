package hikae.recovery;

import hikae.host.Host;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/**
 * Takes away what a run that did not come to its end has loaded. What serves or ever served does not bear that name; a
 * run that was killed before it could note that it had switched learns it here.
 *
 * @param ground where the run works
 */
record DropStaging(Ground ground) implements Step {
    @Override
    public String id() {
        return "drop-staging";
    }

    @Override
    public Say title() {
        return Say.of("step.drop-staging");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Say.of("step.drop-staging.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        Switch.learn(host, ground);
        new Staging(host, ground).drop(ground.client(host));
    }
}
