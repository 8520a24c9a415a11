package hikae.instance;

import hikae.host.Docker;
import java.util.Optional;

/**
 * One service of Misskey's Compose project.
 *
 * @param name its key in the Compose file, such as {@code db}
 * @param image such as {@code postgres:15-alpine}
 * @param container its container, when Docker knows one
 */
public record Service(String name, String image, Optional<Docker.Container> container) {
    /** Whether its container runs now. */
    public boolean isRunning() {
        return container.filter(Docker.Container::isRunning).isPresent();
    }
}
