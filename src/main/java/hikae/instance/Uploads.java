package hikae.instance;

import hikae.host.Docker;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where Misskey puts what is uploaded, as its running container has it. Docker makes a directory that is not there as
 * root's, and Misskey's image runs as another: every upload fails then, and images that are there cannot be shown.
 *
 * @param files the directory on this host
 * @param owner the user and group that Misskey runs as, {@code 991:991}, as the container says
 * @param writable whether it can write there
 */
public record Uploads(Path files, String owner, boolean writable) {
    /** In its container: {@code /misskey/files}, of CherryPick {@code /cherrypick/files}. */
    private static final String BELOW = "/files";

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String ASK =
            "echo \"$(id -u):$(id -g)\"; if [ -w \"$1\" ] && [ -x \"$1\" ]; then echo yes; else echo no; fi";

    /** Asks the container; empty where it does not run, has no such directory of the host, or cannot say. */
    public static Optional<Uploads> ask(Docker docker, Docker.Container misskey) {
        if (!misskey.isRunning()) {
            return Optional.empty();
        }
        return misskey.mounts().stream()
                .filter(mount -> mount.type().equals("bind") && mount.target().endsWith(BELOW))
                .findFirst()
                .flatMap(mount -> ask(docker, misskey, mount));
    }

    private static Optional<Uploads> ask(Docker docker, Docker.Container misskey, Docker.Mount mount) {
        try {
            List<String> words = List.of("sh", "-c", ASK, "hikae", mount.target());
            List<String> said =
                    docker.exec(misskey.id(), words, LIMIT).output().lines().toList();
            boolean told = said.size() == 2 && said.get(0).matches("\\d{1,10}:\\d{1,10}");
            return told
                    ? Optional.of(new Uploads(
                            Path.of(mount.source()), said.get(0), said.get(1).equals("yes")))
                    : Optional.empty();
        } catch (ProblemException e) {
            return Optional.empty(); // an image without a shell, or one that is just being stopped
        }
    }

    /**
     * The same where no container need answer: the directory on this host, or the volume's name; Misskey's usual one
     * where no container tells.
     */
    public static String place(Instance instance) {
        return instance.web().container().stream()
                .flatMap(one -> one.mounts().stream())
                .filter(mount -> mount.target().endsWith(BELOW))
                .findFirst()
                .map(mount -> mount.type().equals("volume") ? mount.name() : mount.source())
                .orElse(instance.directory() + BELOW);
    }

    /** What is wrong with it. */
    public Optional<Problem> problem() {
        return writable ? Optional.empty() : Optional.of(Problem.of("uploads-denied", files, owner));
    }
}
