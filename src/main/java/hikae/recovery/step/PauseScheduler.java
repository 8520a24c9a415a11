package hikae.recovery.step;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.run.Containers;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.recovery.server.ServerState.DatabaseState;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Pause;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stops the scheduled backups for the moment of the switch: no dump of a half state, no session in the way. A backup
 * that is being made may finish first.
 *
 * @param context where the run works
 */
public record PauseScheduler(RunContext context) implements Step {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration MOST = Duration.ofHours(6);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    @Override
    public String id() {
        return "pause-scheduler";
    }

    @Override
    public Message title() {
        return Message.of("step.pause-scheduler");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.pause-scheduler.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        Containers containers = new Containers(host.docker(), context.target());
        Optional<Docker.Container> running = containers.scheduler().filter(Docker.Container::isRunning);
        context.notes(host).putFirst(Note.SCHEDULER_RAN, running.isPresent());
        PsqlContainer client = context.client(host);
        if (!Pause.until(MOST, LOOK_AGAIN, () -> !isDumping(client))) {
            throw ProblemException.of("recovery-backup-running");
        }
        running.ifPresent(one -> host.docker().stop(one.id(), GRACE));
    }

    private boolean isDumping(PsqlContainer client) {
        Map<String, DatabaseState> databases = ServerQueries.databases(client);
        return Optional.ofNullable(databases.get(context.target().database().name())).stream()
                .flatMap(database -> database.sessions().stream())
                .anyMatch(session -> session.application().equals("pg_dump"));
    }
}
