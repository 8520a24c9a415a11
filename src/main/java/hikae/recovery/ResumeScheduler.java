package hikae.recovery;

import hikae.backup.BackupService;
import hikae.backup.Counted;
import hikae.backup.InsideCommand;
import hikae.backup.Rows;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the scheduled backups again if they ran before; made anew where Misskey's network was made anew meanwhile.
 *
 * @param ground where the run works
 */
record ResumeScheduler(Ground ground) implements Step {
    @Override
    public String id() {
        return "resume-scheduler";
    }

    @Override
    public Say title() {
        return Say.of("step.resume-scheduler");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Say.of("step.resume-scheduler.note")));
    }

    /** Empty where it does not answer: it must not keep the schedule from going on. */
    private Optional<Rows> live(Host host) {
        try {
            String name = ground.target().database().name();
            return Rows.said(ground.client(host).script(name, InsideCommand.ROWS, Map.of()));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    @Override
    public void run(Host host, Progress progress) {
        Notes notes = ground.notes(host);
        if (notes.has(Note.SWITCHED_AT)) {
            Counted.measure(host.files(), ground.target().backups(), live(host));
        }
        notes.get(Note.SCHEDULER_POLICY)
                .ifPresent(policy -> new Containers(host.docker(), ground.target())
                        .scheduler()
                        .ifPresent(one -> host.docker().restartPolicy(one.id(), policy)));
        if (!notes.is(Note.SCHEDULER_RAN)) {
            return;
        }
        BackupService service =
                BackupService.look(host.docker(), ground.target().scheduler());
        Optional<Docker.Container> container = service.container();
        boolean stale = service.isOnStaleNetwork(ground.target().database().network());
        if (container.isPresent() && !stale) {
            host.docker().start(container.get().id());
        } else {
            String name = container
                    .flatMap(one -> one.label("com.docker.compose.service"))
                    .orElse("db-backup");
            host.compose().up(ground.target().home(), name, true, progress::said);
        }
        boolean runs = new Containers(host.docker(), ground.target())
                .scheduler()
                .filter(Docker.Container::isRunning)
                .isPresent();
        progress.found(
                runs
                        ? Finding.ok(Say.of("recovery.scheduler-runs"))
                        : Finding.warning(
                                Problem.of("recovery-scheduler", ground.target().home())));
    }
}
