package hikae.instance.compose;

import hikae.host.ComposeProject;
import hikae.host.Host;
import hikae.instance.config.DockerEnv;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** What Compose makes of a directory, by its own rules: its file, its project's name and what stands in it. */
public final class ComposeDirectory {
    private static final int LIMIT = 1 << 20;

    private ComposeDirectory() {}

    /**
     * The project of a directory, which may have been started by other files than the usual ones.
     *
     * @throws ProblemException {@code instance-no-compose}, or as {@link ComposeReader#read}
     */
    public static ComposeModel model(Host host, ComposeProject project) {
        if (project.files().isEmpty()) {
            demandFile(host, project.directory());
        }
        return ComposeReader.read(host, project);
    }

    private static void demandFile(Host host, Path directory) {
        boolean variables = host.files().look(directory.resolve(".env")).isPresent(); // it may name the files
        if (file(host, directory).isEmpty() && !variables) { // Compose would look in the directories above, too
            throw ProblemException.of("instance-no-compose", directory);
        }
    }

    /** The compose file of a usual name in it. */
    public static Optional<Path> file(Host host, Path directory) {
        return ComposeProject.NAMES.stream()
                .map(directory::resolve)
                .filter(path -> host.files().look(path).isPresent())
                .findFirst();
    }

    /** The name of its project; Compose 1 does not say it. */
    public static String projectName(Host host, Path directory, ComposeModel model) {
        return model.name().orElseGet(() -> projectName(host, directory, Optional.empty()));
    }

    /**
     * The same by Compose's rule for it.
     *
     * @param said what the compose file says
     */
    public static String projectName(Host host, Path directory, Optional<String> said) {
        return ProjectName.of(String.valueOf(directory.getFileName()), environment(host, directory), said)
                .text();
    }

    /** The file {@code .env} beside the compose file; Compose is started without the shell's variables. */
    private static Function<String, Optional<String>> environment(Host host, Path directory) {
        Path path = directory.resolve(".env");
        Optional<DockerEnv> file = host.files()
                .readIfThere(path, LIMIT)
                .map(bytes -> DockerEnv.parse(bytes, path.toString(), any -> Optional.empty()));
        return key -> file.flatMap(env -> env.get(key)).map(secret -> secret.reveal());
    }
}
