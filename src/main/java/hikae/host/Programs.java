package hikae.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a program as a shell does, and where administrators' programs are when PATH leaves those out. */
public final class Programs {
    private static final List<String> ALWAYS = List.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin");

    private final List<String> directories;

    private Programs(List<String> directories) {
        this.directories = directories;
    }

    /** Those of this server. */
    public static Programs of(Environment environment) {
        List<String> directories =
                new ArrayList<>(List.of(environment.variable("PATH").orElse("").split(":")));
        directories.addAll(ALWAYS);
        return in(directories);
    }

    /** Those of these directories only, the first of a name. */
    public static Programs in(List<String> directories) {
        return new Programs(List.copyOf(directories));
    }

    public Optional<Path> find(String name) {
        return directories.stream()
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, name))
                .filter(file -> java.nio.file.Files.isRegularFile(file) && java.nio.file.Files.isExecutable(file))
                .findFirst();
    }
}
