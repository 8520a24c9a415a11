package hikae.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of the program that is killed, in an archive that its hundred processes share: to load and to check them
 * takes twice as long as what is tested. Made of what the first process has loaded; until then there is none.
 */
final class CrashClasses {
    private final Path home;
    private final AtomicInteger made = new AtomicInteger();
    private String path = "";
    private Optional<Path> archive = Optional.empty();

    CrashClasses(Path home) {
        this.home = home;
    }

    /** An archive holds no classes of directories, so these become jars. */
    private String jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .map(one -> Files.isDirectory(one) ? jar(one) : one)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path jar(Path directory) {
        Path jar = home.resolve("classes" + made.incrementAndGet() + ".jar");
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        int status = tool.run(
                System.out, System.err, "--create", "--no-compress", "--file=" + jar, "-C", directory.toString(), ".");
        assertThat(status).isZero();
        return jar;
    }

    /** What Java is told to find them: from the archive, or with a list of what is loaded. */
    synchronized List<String> arguments(Path loaded) {
        path = path.isEmpty() ? jars() : path;
        String how =
                archive.map(one -> "-XX:SharedArchiveFile=" + one).orElseGet(() -> "-XX:DumpLoadedClassList=" + loaded);
        return List.of("-Xshare:auto", how, "-cp", path);
    }

    /** Makes the archive of what a process has loaded that has ended, once. */
    synchronized void remember(Path loaded) throws IOException, InterruptedException {
        if (archive.isPresent() || !Files.exists(loaded)) {
            return;
        }
        Path file = home.resolve("classes.jsa");
        Path said = home.resolve("archive.log");
        Process dump = new ProcessBuilder(
                        java(),
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + loaded,
                        "-XX:SharedArchiveFile=" + file,
                        "-XX:+UseSerialGC",
                        "-cp",
                        path)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(dump.waitFor()).as(Files.readString(said)).isZero();
        archive = Optional.of(file);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
