package hikae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What src/docs/architecture.md sends a newcomer to is there. */
class ArchitecturePageTest {
    private static final Path MAIN = Path.of("src/main/java/hikae");
    private static final Pattern FILE = Pattern.compile("`((?:[\\w-]+/)+[\\w-]+\\.(?:java|txt))`");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w+)`");
    private static final Pattern ROOM = Pattern.compile("`([a-z][a-z0-9]*(?:\\.[a-z][a-z0-9]*)*)(?:\\.\\*)?`");

    private static List<String> named(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(Path.of("src/docs/architecture.md")))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    @Test
    void everyFileIsThere() throws IOException {
        List<String> files = named(FILE);
        assertThat(files).hasSizeGreaterThan(15);
        assertThat(files).allMatch(file -> Files.exists(MAIN.resolve(file)) || Files.exists(Path.of(file)));
    }

    @Test
    void everyTypeIsThere() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            Set<String> types = sources.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
            assertThat(named(TYPE)).hasSizeGreaterThan(5).isSubsetOf(types);
        }
    }

    /** Each room that is named is one, and none of the first floor is left out. */
    @Test
    void everyRoomIsThere() throws IOException {
        List<String> rooms = named(ROOM);
        try (Stream<Path> all = Files.list(MAIN)) {
            List<String> first = all.filter(Files::isDirectory)
                    .map(room -> String.valueOf(room.getFileName()))
                    .toList();
            assertThat(rooms).containsAll(first);
        }
        List<String> none = rooms.stream()
                .filter(room -> !Files.isDirectory(MAIN.resolve(room.replace('.', '/'))))
                .toList();
        assertThat(none).isSubsetOf("layers.txt", "templates", "package-info.java", "status");
    }
}
