package hikae.host;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which Compose project is meant: all that has to stand before a verb, so that Compose reads the same files as it did
 * when the project was started.
 *
 * @param directory the project's directory, which relative paths in its files start from
 * @param files its compose files in their order; none = those the directory's own rules find
 * @param envFiles its files of variables in their order; none = {@code .env} in the directory
 * @param name the project's name, whatever a file or a variable says; empty = by Compose's own rules
 */
public record ComposeProject(Path directory, List<Path> files, List<Path> envFiles, Optional<String> name) {
    /** What Compose looks for in a directory, in its order. */
    public static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

    /** Compose puts these over the file it reads, unasked. */
    public static final List<String> OVERRIDES = List.of(
            "compose.override.yml",
            "compose.override.yaml",
            "docker-compose.override.yml",
            "docker-compose.override.yaml");

    private static final String LABEL = "com.docker.compose.project";

    public ComposeProject {
        files = List.copyOf(files);
        envFiles = List.copyOf(envFiles);
    }

    /** The one of a directory, by the directory's own rules: {@code COMPOSE_FILE}, {@code .env}, override, profiles. */
    public static ComposeProject in(Path directory) {
        return new ComposeProject(directory, List.of(), List.of(), Optional.empty());
    }

    /** The one a container was started from, as its labels say; empty where Compose did not make it. */
    public static Optional<ComposeProject> of(Docker.Container container) {
        return container
                .composeDirectory()
                .map(directory -> new ComposeProject(
                        directory,
                        paths(container, directory, LABEL + ".config_files"),
                        paths(container, directory, LABEL + ".environment_file"),
                        container.project()));
    }

    /** The same by another name. */
    public ComposeProject named(String project) {
        return new ComposeProject(directory, files, envFiles, Optional.of(project));
    }

    /** Whether Compose, started in this directory without a word, reads the same. */
    public boolean isUsualIn(Path place) {
        List<String> names = files.stream()
                .map(file -> directory.equals(file.getParent()) ? String.valueOf(file.getFileName()) : "-")
                .toList();
        boolean usual = names.isEmpty()
                || (NAMES.contains(names.get(0))
                        && (names.size() == 1
                                || (names.size() == 2 && names.get(1).contains(".override."))));
        return usual && envFiles.isEmpty() && directory.equals(place);
    }

    /** What stands before the verb. Without files Compose is started in the directory and finds them by itself. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        name.ifPresent(text -> words.addAll(List.of("-p", text)));
        words.addAll(wordsBehindName());
        return words;
    }

    /** The same without the project's name. */
    public List<String> wordsBehindName() {
        List<String> words = new ArrayList<>();
        if (!files.isEmpty()) {
            words.addAll(List.of("--project-directory", directory.toString()));
        }
        files.forEach(file -> words.addAll(List.of("-f", file.toString())));
        envFiles.forEach(file -> words.addAll(List.of("--env-file", file.toString())));
        return words;
    }

    /** Compose 1 writes them as they were typed; {@code -} stands for a file that nobody has any more. */
    private static List<Path> paths(Docker.Container container, Path directory, String label) {
        return container.label(label).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .flatMap(text -> path(directory, text))
                .toList();
    }

    private static Stream<Path> path(Path directory, String text) {
        try {
            return Stream.of(directory.resolve(text).normalize());
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }
}
