package hikae.backup.container;

import hikae.host.Docker;
import hikae.host.Files;
import hikae.host.Host;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a container has been given something else of the host than what has the name here: Docker follows, as root,
 * whatever link lies there at the moment of a start.
 */
final class MountedElsewhere {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private MountedElsewhere() {}

    /** What is another thing inside, by its path on the host; empty where all is the same or it does not answer. */
    static Optional<String> in(Host host, Docker.Container container) {
        List<Docker.Mount> mounts = container.mounts().stream()
                .filter(mount -> mount.type().equals("bind") && mount.source().startsWith("/"))
                .toList();
        List<String> command = new ArrayList<>(List.of("stat", "-c", "%d:%i"));
        mounts.forEach(mount -> command.add(mount.target()));
        List<String> inside = ids(host, container, command);
        for (int i = 0; i < inside.size() && i < mounts.size(); i++) {
            if (!isHere(host, mounts.get(i).source(), inside.get(i))) {
                return Optional.of(mounts.get(i).source());
            }
        }
        return Optional.empty();
    }

    private static List<String> ids(Host host, Docker.Container container, List<String> command) {
        try {
            return host.docker()
                    .exec(container.id(), command, LIMIT)
                    .output()
                    .lines()
                    .toList();
        } catch (ProblemException e) {
            return List.of(); // it does not run; whoever looks whether it does says so
        }
    }

    private static boolean isHere(Host host, String source, String id) {
        try {
            return host.files()
                    .look(Path.of(source))
                    .map(Files.State::id)
                    .filter(id::equals)
                    .isPresent();
        } catch (ProblemException e) {
            return false; // there is a link on the way to it now
        }
    }
}
