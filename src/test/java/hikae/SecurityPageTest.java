package hikae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that src/docs/security.md promises are there, and no finding is without one. */
class SecurityPageTest {
    /** A class of Java or a module of Python, and what in it; a name without either is in the one named before. */
    private static final Pattern NAMED = Pattern.compile("`(?:([A-Z]\\w+Test|\\w+\\.py))?(?:#(\\w+))?`");

    /** Of the second kind the first three are of what is told after a failure, which this page is not about. */
    private static final List<String> FINDINGS = Stream.of(
                    numbered("S", 1, 5), numbered("D", 1, 3), numbered("P2 ", 4, 13))
            .flatMap(all -> all)
            .toList();

    private static Stream<String> numbered(String kind, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(number -> kind + number);
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("src/docs/security.md"));
    }

    @Test
    void everyTestItNamesIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        String source = "";
        int found = 0;
        Matcher named = NAMED.matcher(page());
        while (named.find()) {
            if (named.group(1) != null) {
                source = source(named.group(1));
                found++;
            }
            if (source.isEmpty() || !isIn(source, named.group(2))) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(found).isGreaterThan(20);
    }

    private static boolean isIn(String source, @org.jspecify.annotations.Nullable String test) {
        return test == null || source.contains("void " + test + "(") || source.contains("def " + test + "(");
    }

    @Test
    void everyFindingHasATest() throws IOException {
        List<String> tested = new ArrayList<>();
        for (String line : page().lines().toList()) {
            String[] cells = line.split("\\|", -1);
            if (cells.length > 2 && NAMED.matcher(cells[2]).find()) {
                tested.add(cells[1].strip().replaceFirst("^([SD]\\d|P2 \\d+) .*", "$1"));
            }
        }
        tested.retainAll(FINDINGS); // further ones have no number
        assertThat(tested).containsExactlyElementsOf(FINDINGS);
    }

    private static String source(String test) throws IOException {
        String file = test.endsWith(".py") ? test : test + ".java";
        try (Stream<Path> all = Files.walk(Path.of("src/test"))) {
            List<Path> files = all.filter(one -> one.endsWith(file)).toList();
            return files.isEmpty() ? "" : Files.readString(files.get(0));
        }
    }
}
