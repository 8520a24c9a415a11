package hikae.recovery;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.ServerState.DatabaseState;
import hikae.text.ProblemException;
import hikae.text.Say;
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
 * @param ground where the run works
 */
record PauseScheduler(Ground ground) implements Step {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration MOST = Duration.ofHours(6);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    @Override
    public String id() {
        return "pause-scheduler";
    }

    @Override
    public Say title() {
        return Say.of("step.pause-scheduler");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Say.of("step.pause-scheduler.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        Containers containers = new Containers(host.docker(), ground.target());
        Optional<Docker.Container> running = containers.scheduler().filter(Docker.Container::isRunning);
        ground.notes(host).putFirst(Note.SCHEDULER_RAN, running.isPresent());
        Client client = ground.client(host);
        if (!Pause.until(MOST, LOOK_AGAIN, () -> !isDumping(client))) {
            throw ProblemException.of("recovery-backup-running");
        }
        running.ifPresent(one -> host.docker().stop(one.id(), GRACE));
    }

    private boolean isDumping(Client client) {
        Map<String, DatabaseState> databases = Survey.databases(client);
        return Optional.ofNullable(databases.get(ground.target().database().name())).stream()
                .flatMap(database -> database.sessions().stream())
                .anyMatch(session -> session.application().equals("pg_dump"));
    }
}
