package hikae.host.docker;

import hikae.text.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The socket that an engine should answer at, and whose it is by its path: an engine of the system, one of a user
 * (rootless Docker keeps it in {@code XDG_RUNTIME_DIR}, Docker Desktop below {@code ~/.docker}), or Podman in place of
 * Docker. Each is started in its own way.
 */
public record EngineSocket(Path path) {
    private static final Pattern USERS = Pattern.compile("(?:/var)?/run/user/\\d+/.*|/(?:home/[^/]+|root)/\\..*");
    private static final Pattern PODMAN = Pattern.compile(".*/podman[^/]*\\.sock|.*/podman/[^/]*");

    /** Nothing answers there. */
    public Problem stopped() {
        if (isPodman()) {
            return Problem.of(isOfUser() ? "docker-stopped-podman-user" : "docker-stopped-podman", path);
        }
        return Problem.of(isOfUser() ? "docker-stopped-rootless" : "docker-stopped", path);
    }

    /**
     * The socket of an engine that a user has on this server; with {@code sudo} nobody says that it is meant.
     *
     * @param users where each user has a directory of sockets, named by the user's number
     */
    static Optional<EngineSocket> ofUser(Path users) {
        try (Stream<Path> all = java.nio.file.Files.list(users)) {
            return all.sorted()
                    .flatMap(user -> Stream.of(user.resolve("docker.sock"), user.resolve("podman/podman.sock")))
                    .filter(java.nio.file.Files::exists)
                    .findFirst()
                    .map(EngineSocket::new);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Nothing answers at the usual place, but this one is there. */
    Problem instead(Path usual) {
        return Problem.of("docker-of-user", usual, path);
    }

    /** It answers, but not to this user. */
    public Problem denied(String user) {
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
