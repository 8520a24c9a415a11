package hikae.recovery.step;

import hikae.host.Host;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.nio.file.Path;
import java.util.List;

/**
 * What a recovery of a lost cluster does when it cannot go on. As long as an empty database has the live name it does
 * nothing: Misskey must not come up on it, and no dump of it may be made, so the run stays open until another one takes
 * over from it. Before that, and after the switch, it starts again what it has stopped.
 *
 * @param context where the run works
 * @param data where the database keeps its data
 */
public record KeepMisskeyStopped(RunContext context, Path data) implements Step {
    @Override
    public String id() {
        return "stay-off";
    }

    @Override
    public Message title() {
        return Message.of("step.stay-off");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        RunNotes notes = context.notes(host);
        boolean switched = notes.has(Note.SWITCHED_AT);
        if (switched) {
            new StartWeb(context).run(host, progress);
        } else if (notes.has(Note.STOPPED)) {
            throw ProblemException.of(
                    "recovery-stays-off", notes.get(Note.DATA_ASIDE).orElse(data));
        }
        new ResumeScheduler(context).run(host, progress);
        new Unpin(context).run(host, progress);
    }
}
