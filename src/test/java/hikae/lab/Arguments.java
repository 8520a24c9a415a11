package hikae.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at the arguments of every process of this server, over and over, as any local user can, for a few texts.
 * Nothing else of what is seen is kept.
 */
public final class Arguments implements AutoCloseable {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Thread looking = new Thread(this::look, "looking at arguments");
    private final List<String> texts;
    private volatile boolean over;

    private Arguments(List<String> texts) {
        this.texts = texts;
    }

    /** Starts looking for these texts. */
    public static Arguments watch(String... texts) {
        Arguments arguments = new Arguments(List.of(texts));
        arguments.looking.setDaemon(true);
        arguments.looking.start();
        return arguments;
    }

    /** Which of the texts were in the arguments of a process. */
    public Set<String> seen() {
        return Set.copyOf(seen);
    }

    private void look() {
        while (!over) {
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                processes.forEach(this::look);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void look(Path process) {
        try {
            String line = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
            String words = line.replace('\0', ' ');
            texts.stream().filter(words::contains).forEach(seen::add);
        } catch (IOException e) {
            return; // it has ended meanwhile
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
