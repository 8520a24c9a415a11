package hikae.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each requirement of the terminal program has a test that bears its number, and a page says which. */
class RequirementsTest {
    private static final String WRITE = "HIKAE_WRITE_REQUIREMENTS";
    private static final Path SENTENCES = Path.of("src/test/resources/requirements.txt");
    private static final Path PAGE = Path.of("src/docs/ux-requirements.md");
    private static final int COUNT = 68;

    /** {@code void u05x} of Java and {@code def test_u66_x} of Python; several numbers may follow each other. */
    private static final Pattern NAMED =
            Pattern.compile("(?m)^\\s*(?:void ((?:u\\d\\d)+)\\w*\\(|def test((?:_u\\d\\d)+)_\\w*\\()");

    private static final Pattern NUMBER = Pattern.compile("u\\d\\d");

    private final Map<String, String> sentences = new TreeMap<>();
    private final Map<String, String> reasons = new TreeMap<>();
    private final Map<String, TreeSet<String>> tests = new TreeMap<>();

    RequirementsTest() throws IOException {
        for (String line : Files.readAllLines(SENTENCES)) {
            if (!line.startsWith("#")) {
                String[] parts = line.split(" \\| ", 3);
                sentences.put(parts[0], parts[1]);
                if (parts.length == 3) {
                    reasons.put(parts[0], parts[2]);
                }
            }
        }
        for (Path source : sources()) {
            read(source);
        }
    }

    @Test
    void theListIsWhole() {
        assertThat(sentences.keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, COUNT)
                        .mapToObj(number -> String.format("U%02d", number))
                        .toList());
    }

    @Test
    void noTestBearsANumberThatIsNotInTheList() {
        assertThat(sentences.keySet()).containsAll(tests.keySet());
    }

    @Test
    void eachHasATestOrAReasonAndNotBoth() {
        List<String> wrong = new ArrayList<>();
        for (String number : sentences.keySet()) {
            if (tests.containsKey(number) == reasons.containsKey(number)) {
                wrong.add(number);
            }
        }
        assertThat(wrong)
                .as("with neither a test nor a reason in %s, or with both", SENTENCES)
                .isEmpty();
    }

    @Test
    void thePageSaysWhatTheTestsSay() throws IOException {
        if (System.getenv(WRITE) != null) {
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE)
                .as("is written by this test when %s=1 is in the environment", WRITE)
                .content()
                .isEqualTo(page());
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src/test"))) {
            return all.filter(path ->
                            path.toString().endsWith(".java") || path.toString().endsWith(".py"))
                    .sorted()
                    .toList();
        }
    }

    private void read(Path source) throws IOException {
        String file = source.getFileName().toString().replaceFirst("\\.java$", "");
        Matcher named = NAMED.matcher(Files.readString(source));
        while (named.find()) {
            String method =
                    named.group().strip().replaceFirst("^(void|def) ", "").replace("(", "");
            Matcher number = NUMBER.matcher(named.group(1) == null ? named.group(2) : named.group(1));
            while (number.find()) {
                tests.computeIfAbsent(number.group().toUpperCase(Locale.ROOT), none -> new TreeSet<>())
                        .add(file + "#" + method);
            }
        }
    }

    private String page() {
        long open = reasons.values().stream()
                .filter(reason -> reason.startsWith("open:"))
                .count();
        StringBuilder text = new StringBuilder("# What the terminal program promises, and its tests\n\n");
        text.append("Made by `RequirementsTest`; not to be edited by hand.\n\n");
        text.append(String.format(
                "%d of %d have a test that bears their number; %d have a reason why there is none; %d are open.%n%n",
                tests.size(), sentences.size(), reasons.size() - open, open));
        text.append("| Number | Promise | Tests |\n|---|---|---|\n");
        sentences.forEach((number, sentence) -> text.append("| ")
                .append(number)
                .append(" | ")
                .append(sentence)
                .append(" | ")
                .append(cell(number))
                .append(" |\n"));
        return text.toString();
    }

    private String cell(String number) {
        TreeSet<String> named = tests.get(number);
        if (named == null) {
            return reasons.getOrDefault(number, "");
        }
        return "`" + String.join("`<br>`", named) + "`";
    }
}
