package hikae.recovery.step;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.run.Containers;
import hikae.recovery.run.Note;
import hikae.recovery.run.ProjectLock;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Stops the scheduled backups for as long as an empty database may have the live name, also over a reboot: a dump of it
 * would take the place of the day's good one.
 *
 * @param context where the run works
 */
public record DisableScheduler(RunContext context) implements Step {
    private static final Duration GRACE = Duration.ofSeconds(30);

    @Override
    public String id() {
        return "quiet-scheduler";
    }

    @Override
    public Message title() {
        return Message.of("step.quiet-scheduler");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.quiet-scheduler.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        ProjectLock.take(host, context.target(), context.runId()); // there is no server that could hold a lock
        RunNotes notes = context.notes(host);
        Optional<Docker.Container> scheduler = new Containers(host.docker(), context.target()).scheduler();
        notes.putFirst(Note.SCHEDULER_RAN, scheduler.isPresent());
        scheduler.ifPresent(one -> {
            notes.putFirst(Note.SCHEDULER_POLICY, one.restartPolicy());
            host.docker().restartPolicy(one.id(), "no");
            host.docker().stop(one.id(), GRACE);
        });
    }
}
