package hikae.status.check;

import hikae.host.Docker;
import hikae.status.look.ContainerProbe;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The backup container exists, runs, does not restart again and again, and its scheduler answers. Where it cannot
 * start for want of its network or of a file, the checks of those say so.
 */
public final class ContainerRuns implements Check {
    /** Docker waits at most a minute between two restarts; who has run for longer is not looping. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    @Override
    public String id() {
        return "container";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        if (snapshot.engine().isPresent()) {
            return Optional.empty();
        }
        Path directory = snapshot.directory().directory();
        if (snapshot.container().isEmpty()) {
            boolean told = lacksSomething(snapshot) || snapshot.hookless().isPresent();
            return told ? Optional.empty() : no("status-container-missing", directory);
        }
        Docker.Container container = snapshot.container().get();
        if (isLooping(snapshot, container)) {
            return no("backup-restarting", container.name(), snapshot.lastWords());
        }
        if (!container.isRunning() && snapshot.recoveries().obstacle().isPresent()) {
            return Optional.empty(); // nothing will start it again: the line of the record says what to do
        }
        if (!container.isRunning() && snapshot.recoveries().paused()) {
            // started now, it would make a backup of a database that is half restored
            return Optional.of(
                    Finding.warning(Problem.of("status-container-paused", container.name(), container.state())));
        }
        if (!container.isRunning() && snapshot.recoveries().unfinished().isPresent()) {
            return no("status-container-later", container.name(), container.state());
        }
        if (!container.isRunning()) {
            boolean told = snapshot.isOffNetwork()
                    || lacksSomething(snapshot)
                    || snapshot.hookless().isPresent();
            return told
                    ? Optional.empty()
                    : no("status-container-stopped", container.name(), container.state(), directory);
        }
        boolean answers = snapshot.inside().flatMap(ContainerProbe::scheduler).isPresent();
        return answers
                ? Optional.of(Finding.ok(Message.of("status.container", container.name())))
                : no("status-container-silent", container.name(), snapshot.lastWords());
    }

    private static boolean isLooping(StatusSnapshot snapshot, Docker.Container container) {
        boolean young =
                container.startedAt().plus(SETTLED).isAfter(snapshot.now().toInstant());
        return container.state().equals("restarting") || (container.restarts() > 0 && young);
    }

    private static boolean lacksSomething(StatusSnapshot snapshot) {
        return !snapshot.disk().there() || snapshot.lacksPassword();
    }

    private static Optional<Finding> no(String problem, Object... args) {
        return Optional.of(Finding.no(Problem.of(problem, args)));
    }
}
