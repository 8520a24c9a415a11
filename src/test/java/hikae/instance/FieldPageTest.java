package hikae.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of field cases names every case there is, and only tests there are. */
class FieldPageTest {
    private static final Path PAGE = Path.of("src/docs/field-cases.md");
    private static final Path CASES = Path.of("src/test/resources/hikae/instance/field");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:files|containers)/\\S+) \\|");
    private static final Pattern WAY =
            Pattern.compile("(?m)^\\| [a-z ]+ \\| [A-Za-z. ]+ \\| right \\| right \\| right \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");

    @Test
    void everyCaseIsThere() throws IOException {
        List<String> named = found(ROW).map(row -> row.group(1)).sorted().toList();

        assertThat(named).containsExactlyElementsOf(cases());
    }

    @Test
    void everyTestIsThere() throws IOException {
        List<MatchResult> tests = found(TEST).toList();

        assertThat(tests).hasSizeGreaterThan(cases().size());
        for (MatchResult test : tests) {
            assertThat(Files.readString(source(test.group(1))))
                    .as(test.group())
                    .contains("void " + test.group(2) + "(");
        }
    }

    /** Three places of the data, five ways. */
    @Test
    void everyWayBackIsRightWithEachCompose() throws IOException {
        assertThat(found(WAY).map(MatchResult::group).distinct()).hasSize(15);
    }

    private static Stream<MatchResult> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(PAGE)).results();
    }

    private static Set<String> cases() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String kind : List.of("files", "containers")) {
            try (Stream<Path> all = Files.list(CASES.resolve(kind))) {
                all.forEach(one ->
                        names.add(kind + "/" + String.valueOf(one.getFileName()).replaceFirst("\\.json$", "")));
            }
        }
        return names;
    }

    private static Path source(String name) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src/test/java"))) {
            return all.filter(path -> path.endsWith(name + ".java")).findFirst().orElseThrow();
        }
    }
}
