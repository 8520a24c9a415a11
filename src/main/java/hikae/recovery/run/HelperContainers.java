package hikae.recovery.run;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.server.PsqlContainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Containers of ours that a run started and did not remove. */
public final class HelperContainers {
    private HelperContainers() {}

    /** What a run holds while it works, by its role. */
    private static final Set<String> HELD = Set.of("client", ProjectLock.ROLE);

    /**
     * Removes the clients of a run, and what it holds by them.
     *
     * @param home its backup directory
     * @param but the id of the one that is needed
     */
    public static void removeClients(Host host, Path home, String runId, Optional<String> but) {
        all(host, home).stream()
                .filter(container -> but.filter(container.id()::equals).isEmpty())
                .filter(container ->
                        container.label(PsqlContainer.RUN).filter(runId::equals).isPresent())
                .filter(container -> container
                        .label(PsqlContainer.ROLE)
                        .filter(HELD::contains)
                        .isPresent())
                .forEach(container -> host.docker().remove(container.id()));
    }

    /** Removes everything that any run of this backup directory has left; only while its lock is held. */
    public static void removeAll(Host host, Path home) {
        removeAll(host, home, Optional.empty());
    }

    /**
     * The same.
     *
     * @param but the id of the one that is needed
     */
    public static void removeAll(Host host, Path home, Optional<String> but) {
        all(host, home).stream()
                .map(Docker.Container::id)
                .filter(id -> but.filter(id::equals).isEmpty())
                .forEach(host.docker()::remove);
    }

    /** Whether it is there and runs. */
    static boolean runs(Host host, String container) {
        return host.docker()
                .container(container)
                .filter(Docker.Container::isRunning)
                .isPresent();
    }

    /** What has our label and this backup directory. */
    public static List<Docker.Container> all(Host host, Path home) {
        return host.docker().containers().stream()
                .filter(container -> container.label(PsqlContainer.RUN).isPresent())
                .filter(container -> container
                        .label(PsqlContainer.HOME)
                        .filter(home.toString()::equals)
                        .isPresent())
                .toList();
    }
}
