package hikae.recovery;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Stops the scheduled backups for as long as an empty database may bear the live name, also over a reboot: a dump of it
 * would take the place of the day's good one.
 *
 * @param ground where the run works
 */
record Quiet(Ground ground) implements Step {
    private static final Duration GRACE = Duration.ofSeconds(30);

    @Override
    public String id() {
        return "quiet-scheduler";
    }

    @Override
    public Say title() {
        return Say.of("step.quiet-scheduler");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Say.of("step.quiet-scheduler.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        ProjectLock.take(host, ground.target(), ground.runId()); // there is no server that could hold a lock
        Notes notes = ground.notes(host);
        Optional<Docker.Container> scheduler = new Containers(host.docker(), ground.target()).scheduler();
        notes.putFirst(Note.SCHEDULER_RAN, scheduler.isPresent());
        scheduler.ifPresent(one -> {
            notes.putFirst(Note.SCHEDULER_POLICY, one.restartPolicy());
            host.docker().restartPolicy(one.id(), "no");
            host.docker().stop(one.id(), GRACE);
        });
    }
}
