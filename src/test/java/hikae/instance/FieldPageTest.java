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

/** The page of field cases names every case there is; that and the page of engine cases only tests there are. */
class FieldPageTest {
    private static final Path PAGE = Path.of("src/docs/field-cases.md");
    private static final Path ENGINES = Path.of("src/docs/engine-cases.md");
    private static final Path CASES = Path.of("src/test/resources/hikae/instance/field");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:files|containers)/\\S+) \\|");
    private static final Pattern WAY =
            Pattern.compile("(?m)^\\| [a-z ]+ \\| [A-Za-z. ]+ \\| right \\| right \\| right \\|$");
    private static final Pattern BY_HAND =
            Pattern.compile("(?m)^\\| 1[578], [a-z ]+ \\| [a-z ]+ by RECOVERY.md \\| right \\| right \\|$");
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
        areThere(tests);
        areThere(TEST.matcher(Files.readString(ENGINES)).results().toList());
    }

    /** Each row of the engine cases says what 0.1.0 did, names its tests, and how it is known that they can be red. */
    @Test
    void everyEngineCaseHasATest() throws IOException {
        List<String> rows = Files.readAllLines(ENGINES).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Found") && !line.startsWith("| ---"))
                .toList();

        assertThat(rows)
                .hasSizeGreaterThan(30)
                .allSatisfy(row -> assertThat(row)
                        .matches("\\| [^|]+ \\| `\\w+Test#\\w+`(<br>`\\w+Test#\\w+`)* \\| (seen|-) \\|"));
    }

    private static void areThere(List<MatchResult> tests) throws IOException {
        for (MatchResult test : tests) {
            assertThat(Files.readString(source(test.group(1))))
                    .as(test.group())
                    .containsPattern("(void|Stream<DynamicTest>) " + test.group(2) + "\\(");
        }
    }

    /** Three places of the data, five ways. */
    @Test
    void everyWayBackIsRightWithEachCompose() throws IOException {
        assertThat(found(WAY).map(MatchResult::group).distinct()).hasSize(15);
    }

    /** Three versions of PostgreSQL, three places of the data, three ways. */
    @Test
    void everyWayBackIsRightByHandWithEachPostgresql() throws IOException {
        assertThat(found(BY_HAND).map(MatchResult::group).distinct()).hasSize(27);
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
