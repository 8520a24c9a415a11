package hikae.host;

import hikae.text.Problem;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The socket that an engine should answer at, and whose it is by its path: an engine of the system, one of a user
 * (rootless Docker keeps it in {@code XDG_RUNTIME_DIR}, Docker Desktop below {@code ~/.docker}), or Podman in place of
 * Docker. Each is started in its own way.
 */
record EngineSocket(Path path) {
    private static final Pattern USERS = Pattern.compile("(?:/var)?/run/user/\\d+/.*|/(?:home/[^/]+|root)/\\..*");
    private static final Pattern PODMAN = Pattern.compile(".*/podman[^/]*\\.sock|.*/podman/[^/]*");

    /** Nothing answers there. */
    Problem stopped() {
        if (isPodman()) {
            return Problem.of(isOfUser() ? "docker-stopped-podman-user" : "docker-stopped-podman", path);
        }
        return Problem.of(isOfUser() ? "docker-stopped-rootless" : "docker-stopped", path);
    }

    /** It answers, but not to this user. */
    Problem denied(String user) {
        return isOfUser() || isPodman()
                ? Problem.of("docker-denied-owner", path, user)
                : Problem.of("docker-denied", path, user);
    }

    private boolean isOfUser() {
        return USERS.matcher(path.toString()).matches();
    }

    private boolean isPodman() {
        return PODMAN.matcher(path.toString()).matches();
    }
}
