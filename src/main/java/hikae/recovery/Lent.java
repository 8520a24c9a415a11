package hikae.recovery;

import hikae.host.Docker;
import hikae.host.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Containers of ours that a run lent and did not give back. */
final class Lent {
    private Lent() {}

    /** What a run holds while it works, by its role. */
    private static final Set<String> HELD = Set.of("client", ProjectLock.ROLE);

    /** Removes the clients of this run, and what it holds by them. */
    static void removeClients(Host host, Ground ground) {
        all(host, ground.target().home()).stream()
                .filter(container -> container
                        .label(Client.RUN)
                        .filter(ground.runId()::equals)
                        .isPresent())
                .filter(container ->
                        container.label(Client.ROLE).filter(HELD::contains).isPresent())
                .forEach(container -> host.docker().remove(container.id()));
    }

    /** Removes everything that any run of this backup directory has left; only while its lock is held. */
    static void removeAll(Host host, Path home) {
        all(host, home).forEach(container -> host.docker().remove(container.id()));
    }

    /** What bears our label and this backup directory. */
    static List<Docker.Container> all(Host host, Path home) {
        return host.docker().containers().stream()
                .filter(container -> container.label(Client.RUN).isPresent())
                .filter(container -> container
                        .label(Client.HOME)
                        .filter(home.toString()::equals)
                        .isPresent())
                .toList();
    }
}
