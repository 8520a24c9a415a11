package hikae.instance.find;

import hikae.host.Host;
import hikae.instance.LoginCandidate;
import hikae.instance.compose.ComposeService;
import hikae.instance.config.DockerEnv;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * The login a database was first started with, as its container's variables say it, or the files they name.
 *
 * @param user the role; the official image falls back on postgres
 * @param password its password; empty where nothing says it
 * @param database the first database; the official image names it after the role
 */
record StartedWith(String user, Optional<Secret> password, String database) {
    private static final String SUPERUSER = "postgres";
    private static final int LIMIT = 4096;

    /**
     * Reads it.
     *
     * @param outside where on this host a path of the container is
     */
    static StartedWith of(Host host, ComposeService database, Function<String, Optional<Path>> outside) {
        Function<String, Optional<Secret>> value = key -> database.value(key)
                .or(() -> database.value(key + "_FILE")
                        .flatMap(path -> outside.apply(path.reveal()))
                        .flatMap(path -> read(host, path)));
        String user = value.apply(DockerEnv.USER).map(Secret::reveal).orElse(SUPERUSER);
        return new StartedWith(
                user,
                value.apply(DockerEnv.PASSWORD),
                value.apply(DockerEnv.DATABASE).map(Secret::reveal).orElse(user));
    }

    /** The image takes a file's content without line breaks at its end, as its shell does. */
    private static Optional<Secret> read(Host host, Path path) {
        try {
            return host.files()
                    .readIfThere(path, LIMIT)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8).replaceFirst("[\\r\\n]+\\z", ""))
                    .filter(text -> !text.isEmpty())
                    .map(Secret::new);
        } catch (ProblemException e) {
            return Optional.empty(); // another source of the login may be right
        }
    }

    /** As a candidate. */
    Optional<LoginCandidate> login(Message source) {
        return password.map(secret -> new LoginCandidate(source, user, secret));
    }
}
