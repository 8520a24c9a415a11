package hikae.status;

import hikae.host.Docker;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The backup container exists, runs, does not restart again and again, and its scheduler answers. Where it cannot
 * start for want of its network or of a file, the checks of those say so.
 */
final class ContainerRuns implements Check {
    /** Docker waits at most a minute between two restarts; who has run for longer is not looping. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    @Override
    public String id() {
        return "container";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        if (seen.engine().isPresent()) {
            return Optional.empty();
        }
        Path directory = seen.present().directory();
        if (seen.container().isEmpty()) {
            boolean told = lacksSomething(seen) || seen.hookless().isPresent();
            return told ? Optional.empty() : no("status-container-missing", directory);
        }
        Docker.Container container = seen.container().get();
        if (isLooping(seen, container)) {
            return no("backup-restarting", container.name(), seen.lastWords());
        }
        if (!container.isRunning() && seen.recoveries().obstacle().isPresent()) {
            return Optional.empty(); // nothing will start it again: the line of the record says what to do
        }
        if (!container.isRunning() && seen.recoveries().paused()) {
            // started now, it would make a backup of a database that is half restored
            return Optional.of(
                    Finding.warning(Problem.of("status-container-paused", container.name(), container.state())));
        }
        if (!container.isRunning() && seen.recoveries().unfinished().isPresent()) {
            return no("status-container-later", container.name(), container.state());
        }
        if (!container.isRunning()) {
            boolean told = seen.isOffNetwork()
                    || lacksSomething(seen)
                    || seen.hookless().isPresent();
            return told
                    ? Optional.empty()
                    : no("status-container-stopped", container.name(), container.state(), directory);
        }
        boolean answers = seen.inside().flatMap(Inside::scheduler).isPresent();
        return answers
                ? Optional.of(Finding.ok(Say.of("status.container", container.name())))
                : no("status-container-silent", container.name(), seen.lastWords());
    }

    private static boolean isLooping(Seen seen, Docker.Container container) {
        boolean young = container.startedAt().plus(SETTLED).isAfter(seen.now().toInstant());
        return container.state().equals("restarting") || (container.restarts() > 0 && young);
    }

    private static boolean lacksSomething(Seen seen) {
        return !seen.disk().there() || seen.lacksPassword();
    }

    private static Optional<Finding> no(String problem, Object... args) {
        return Optional.of(Finding.no(Problem.of(problem, args)));
    }
}
