package hikae.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a main of the tests as somebody who is not root, because root may do everything. An ordinary user who
 * runs the tests stays himself.
 */
final class OrdinaryUser {
    static final int UID = 61234;

    private final Path classes;

    private OrdinaryUser(Path classes) {
        this.classes = classes;
    }

    /** Copies the classes to where everybody can read them. */
    static OrdinaryUser in(Path directory) throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        for (Class<?> from : List.of(RealFiles.class, OrdinaryUser.class)) {
            copy(home(from), classes);
        }
        for (Path way = classes; way != null && way.startsWith(directory); way = way.getParent()) {
            Files.setPosixFilePermissions(way, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return new OrdinaryUser(classes);
    }

    static boolean weAreRoot() {
        return Environment.ofProcess().uid() == 0;
    }

    /** Everything the process printed; {@code before} is put in front of the command, such as unshare. */
    String run(List<String> before, Class<?> main, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(java(), "-Dfile.encoding=UTF-8", "-cp", classes.toString(), main.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    String run(Class<?> main, String... args) throws IOException, InterruptedException {
        return run(weAreRoot() ? becoming(UID) : List.of(), main, args);
    }

    static List<String> becoming(int uid) {
        return List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups", "--");
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
