package hikae.recovery.step;

import hikae.host.Host;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/**
 * Takes over from a run that could not go on: what it has stopped, taken away and set aside.
 *
 * @param context where the run works
 * @param before the id of the run that could not go on
 */
public record SupersedeRun(RunContext context, String before) implements Step {
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
    public Message title() {
        return Message.of("step.take-over");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        RunContext earlier = new RunContext(context.target(), before, false);
        RunNotes from = earlier.notes(host);
        RunNotes to = context.notes(host);
        NOTED.forEach(note -> to.inherit(from, note));
        new Unpin(earlier).run(host, progress);
    }
}
