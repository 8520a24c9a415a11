package hikae.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The program in processes of its own that can be killed; the next one is started while the last one works. */
final class CrashProgram implements AutoCloseable {
    private final Path home;
    private final Path directory;
    private final CrashClasses classes;
    private int count;
    private Optional<Started> next = Optional.empty();

    CrashProgram(Path home, Path directory, CrashClasses classes) {
        this.home = home;
        this.directory = directory;
        this.classes = classes;
    }

    /**
     * How it ended.
     *
     * @param status exit status; 137 = killed
     * @param said everything it printed
     * @param points what it passed, in order
     */
    record Ended(int status, String said, List<String> points) {}

    private record Started(Process process, Path points, Path said, Path loaded) {}

    /** Runs the program; it dies at this point, unless the name is empty. */
    Ended run(String point, List<String> arguments) {
        try {
            Started now = next.isPresent() ? next.get() : started();
            next = Optional.of(started());
            String all = point + "\n" + String.join("\n", arguments) + "\n--dir\n" + directory;
            try (var in = now.process.getOutputStream()) {
                in.write(all.getBytes(StandardCharsets.UTF_8));
            }
            if (!now.process.waitFor(180, TimeUnit.SECONDS)) {
                now.process.destroyForcibly();
                throw new AssertionError("hangs: " + Files.readString(now.said));
            }
            classes.remember(now.loaded);
            List<String> points = Files.exists(now.points) ? Files.readAllLines(now.points) : List.of();
            return new Ended(now.process.exitValue(), Files.readString(now.said), points);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Started started() throws IOException {
        count++;
        Path points = home.resolve("points" + count);
        Path said = home.resolve("said" + count);
        Path loaded = home.resolve("loaded" + count);
        List<String> command =
                new ArrayList<>(List.of(CrashClasses.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(classes.arguments(loaded));
        command.addAll(List.of(CrashMain.class.getName(), points.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        return new Started(builder.redirectOutput(said.toFile()).start(), points, said, loaded);
    }

    @Override
    public void close() {
        next.ifPresent(started -> started.process.destroyForcibly());
    }
}
