package hikae.host;

import hikae.host.files.RealFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs a main of the tests as somebody who is not root, because root may do everything. An ordinary user who
 * runs the tests stays himself.
 */
public final class OrdinaryUser {
    public static final int UID = 61234;

    private final Path classes;

    private OrdinaryUser(Path classes) {
        this.classes = classes;
    }

    /** Copies the classes to where everybody can read them. */
    public static OrdinaryUser in(Path directory) throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        for (Class<?> from : List.of(RealFiles.class, OrdinaryUser.class)) {
            copy(home(from), classes);
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        open(classes);
        return new OrdinaryUser(classes);
    }

    /** The libraries too, for what needs Docker or a database. */
    public OrdinaryUser withLibraries() throws IOException {
        for (String entry : System.getProperty("java.class.path").split(":")) {
            if (entry.endsWith(".jar")) {
                Path jar = Path.of(entry);
                Files.copy(jar, classes.resolve(jar.getFileName().toString()));
            }
        }
        open(classes);
        return this;
    }

    /** Whatever the umask was. */
    private static void open(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    public static boolean weAreRoot() {
        return Environment.ofProcess().uid() == 0;
    }

    /** Everything the process printed; {@code before} is put in front of the command, such as unshare. */
    public String run(List<String> before, Class<?> main, String... args) throws IOException, InterruptedException {
        return run(before, Map.of(), main, args);
    }

    /** The same as an ordinary user with variables of its own. */
    public String run(Map<String, String> variables, Class<?> main, String... args)
            throws IOException, InterruptedException {
        return run(weAreRoot() ? becoming(Integer.toString(UID)) : List.of(), variables, main, args);
    }

    String run(List<String> before, Map<String, String> variables, Class<?> main, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        String path = classes + ":" + classes + "/*";
        command.addAll(List.of(java(), "-Dfile.encoding=UTF-8", "-cp", path, main.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(variables);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    public String run(Class<?> main, String... args) throws IOException, InterruptedException {
        return run(Map.of(), main, args);
    }

    /** As the user that {@code lab user} made, with his groups. */
    public String runAs(String user, Class<?> main, String... args) throws IOException, InterruptedException {
        return runAs(user, Map.of(), main, args);
    }

    public String runAs(String user, Map<String, String> variables, Class<?> main, String... args)
            throws IOException, InterruptedException {
        List<String> becoming = List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--init-groups", "--");
        return run(becoming, variables, main, args);
    }

    private static List<String> becoming(String user) {
        return List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path home(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            all.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Path target = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
