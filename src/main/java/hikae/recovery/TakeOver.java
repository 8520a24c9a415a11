package hikae.recovery;

import hikae.host.Host;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/**
 * Takes over from a run that could not go on: what it has stopped, taken away and set aside.
 *
 * @param ground where the run works
 * @param before the id of the run that could not go on
 */
record TakeOver(Ground ground, String before) implements Step {
    private static final List<Note<?>> NOTED = List.of(
            Note.SCHEDULER_RAN,
            Note.SCHEDULER_POLICY,
            Note.STOPPED,
            Note.OFFLINE_SINCE,
            Note.ANSWERED_BEFORE,
            Note.DATA_ASIDE,
            Note.FRESH_INODE,
            Note.CLUSTER_READY);

    @Override
    public String id() {
        return "take-over";
    }

    @Override
    public Say title() {
        return Say.of("step.take-over");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        Ground earlier = new Ground(ground.target(), before, false);
        Notes from = earlier.notes(host);
        Notes to = ground.notes(host);
        NOTED.forEach(note -> to.inherit(from, note));
        new Unpin(earlier).run(host, progress);
    }
}
