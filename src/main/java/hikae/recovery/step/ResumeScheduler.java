package hikae.recovery.step;

import hikae.backup.container.BackupService;
import hikae.backup.container.InsideCommand;
import hikae.backup.dumps.Counted;
import hikae.backup.dumps.Rows;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.run.Containers;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the scheduled backups again if they ran before; recreated where Misskey's network was recreated meanwhile.
 *
 * @param context where the run works
 */
public record ResumeScheduler(RunContext context) implements Step {
    @Override
    public String id() {
        return "resume-scheduler";
    }

    @Override
    public Message title() {
        return Message.of("step.resume-scheduler");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.resume-scheduler.note")));
    }

    /** Empty where it does not answer: it must not keep the schedule from going on. */
    private Optional<Rows> live(Host host) {
        try {
            String name = context.target().database().name();
            return Rows.said(context.client(host).script(name, InsideCommand.ROWS, Map.of()));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    @Override
    public void run(Host host, Progress progress) {
        RunNotes notes = context.notes(host);
        if (notes.has(Note.SWITCHED_AT)) {
            Counted.measure(host.files(), context.target().backups(), live(host));
        }
        notes.get(Note.SCHEDULER_POLICY)
                .ifPresent(policy -> new Containers(host.docker(), context.target())
                        .scheduler()
                        .ifPresent(one -> host.docker().restartPolicy(one.id(), policy)));
        if (!notes.is(Note.SCHEDULER_RAN)) {
            return;
        }
        BackupService service =
                BackupService.look(host.docker(), context.target().scheduler());
        Optional<Docker.Container> container = service.container();
        boolean stale = service.isOnStaleNetwork(context.target().database().network());
        if (container.isPresent() && !stale) {
            host.docker().start(container.get().id());
        } else {
            String name = container
                    .flatMap(one -> one.label("com.docker.compose.service"))
                    .orElse("db-backup");
            host.compose().up(context.target().home(), name, true, progress::said);
        }
        boolean runs = new Containers(host.docker(), context.target())
                .scheduler()
                .filter(Docker.Container::isRunning)
                .isPresent();
        progress.found(
                runs
                        ? Finding.ok(Message.of("recovery.scheduler-runs"))
                        : Finding.warning(Problem.of(
                                "recovery-scheduler", context.target().home())));
    }
}
