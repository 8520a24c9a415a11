package hikae;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.AnswersFile;
import hikae.demo.DemoHost;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.work.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What README.md and README.ja.md say of commands, exit statuses and answers is what the program has. */
class ReadmeTest {
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern COMPLETED = Pattern.compile("__hikae_at \"([^\"]*)\"'(?: -s \\w)?(?: -l ([\\w-]+))?");

    private static final Map<String, Set<String>> COMMANDS = completed();

    private final DemoHost host = new DemoHost(Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.ja.md"})
    void theTableHasEveryCommandAndNoOther(String readme) throws IOException {
        Set<String> told = new TreeSet<>();
        for (String row : table(readme)) {
            told.add(path(row));
        }
        assertThat(told).containsExactlyElementsOf(new TreeSet<>(COMMANDS.keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.ja.md"})
    void theTablesFlagsAndPlaceholdersAreThoseOfTheCommand(String readme) throws IOException {
        for (String row : table(readme)) {
            String path = path(row);
            assertThat(COMMANDS.get(path)).as(row).containsAll(found("--([\\w-]+)", row));
            List<String> named = new ArrayList<>(found("^[\\w /-]* \\[?([A-Z]+)\\b", row));
            found("(--[\\w-]+ [A-Z]+)\\b", row).forEach(flag -> named.add(flag.replace(' ', '=')));
            if (!named.isEmpty()) {
                assertThat(help(path)).as(row).contains(named);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"README.md, Exit status: , .", "README.ja.md, 終了コード: , 。"})
    void theExitStatusesAreThoseOfTheProgram(String readme, String before, String end) throws IOException {
        String sentence = between(text(readme), before, end);

        List<String> told = found("(\\d+) ", sentence);

        assertThat(told)
                .containsExactlyElementsOf(Arrays.stream(ExitCode.values())
                        .map(code -> String.valueOf(code.status()))
                        .toList())
                .containsExactlyElementsOf(found("(?m)^ {2}(\\d+) +\\S", help("")));
    }

    @ParameterizedTest
    @CsvSource({"README.md, (keys: `", "README.ja.md, (キー: `"})
    void theKeysOfAnAnswersFileAreThoseThatAreAskedFor(String readme, String before) throws IOException {
        List<String> told = List.of(between(text(readme), before, "`").split(" "));

        assertThat(told).containsExactlyElementsOf(AnswersFile.KEYS);
        List<String> asked = Messages.in(Language.EN).keys().stream()
                .filter(key -> key.matches("ask\\.\\w+"))
                .map(key -> AnswersFile.key(key.substring("ask.".length())))
                .toList();
        assertThat(asked).containsAll(told);
    }

    /** Words for single keys that stand in the text after them; any other word is refused with the name of the key. */
    @ParameterizedTest
    @CsvSource({
        "schedule_often, often, schedule: '*/5 * * * *'",
        "r2_use, now, -",
        "r2_use, later, -",
        "r2_keep_secret, yes, r2_use: now",
        "r2_keep_secret, no, r2_use: now",
    })
    void theValuesItNamesAreTaken(String key, String value, String more) throws IOException {
        for (String readme : List.of("README.md", "README.ja.md")) {
            assertThat(text(readme)).contains("`" + key).contains(value + "`");
        }
        String others = more.equals("-") ? "" : more;
        assertThat(refusals(key + ": " + value + "\n" + others)).doesNotContain("is " + key);
        assertThat(refusals(key + ": another\n" + others))
                .contains("Its key in the answers file (--answers FILE) is " + key);
    }

    private String refusals(String answers) {
        Path here = host.environment().workingDirectory();
        write(here.resolve("r2.txt"), "a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f90a1b");
        write(here.resolve("answers.yml"), answers + "\nr2_secret_file: " + here.resolve("r2.txt") + "\n");
        return Program.run(host, "setup", "--no-input", "--dry-run", "--answers", "answers.yml")
                .err();
    }

    private void write(Path file, String text) {
        host.files().write(file, text.getBytes(StandardCharsets.UTF_8), hikae.host.Files.PRIVATE);
    }

    /** The first column, a span a row: a word that follows another command has the words before the last of that. */
    private static List<String> table(String readme) throws IOException {
        List<String> rows = new ArrayList<>();
        String commands = text(readme).split("\n## (Commands|コマンド)\n")[1].split("\n## ")[0];
        for (String line : commands.lines().filter(one -> one.startsWith("| `")).toList()) {
            String before = "";
            for (String span : found(SPAN.pattern(), line.split("(?<!\\\\)\\|")[1])) {
                String row = span.startsWith("hikae") ? span : before + " " + span;
                rows.add(row.replace("\\|", "|"));
                before = before.isEmpty() ? row.substring(0, Math.max(0, row.lastIndexOf(' '))) : before;
            }
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }

    /** Of {@code hikae restore FILE --dir DIR} it is {@code restore}; the longest that the program has. */
    private static String path(String row) {
        String path = "";
        for (String word : row.split(" ")) {
            String longer = (path + " " + word).strip();
            path = COMMANDS.containsKey(longer) ? longer : path;
        }
        assertThat(row).startsWith(("hikae " + path).strip());
        assertThat(row.substring(("hikae " + path).strip().length()))
                .as("what follows the command in: " + row)
                .matches("|( (\\[.*]|--.*|[A-Z]+.*|\\w+\\|.*))+");
        return path;
    }

    /** Each that is not hidden, with its flags: what the shells complete. */
    private static Map<String, Set<String>> completed() {
        Map<String, Set<String>> commands = new TreeMap<>();
        Program.Ended ended = Program.run(new DemoHost(Clock.systemUTC()), "completion", "fish");
        for (MatchResult line : COMPLETED.matcher(ended.out()).results().toList()) {
            String path = line.group(1).replace('/', ' ').strip();
            Set<String> flags = commands.computeIfAbsent(path, unused -> new TreeSet<>());
            if (line.group(2) != null) {
                flags.add(line.group(2));
            }
        }
        return commands;
    }

    private String help(String path) {
        List<String> words = new ArrayList<>(path.isEmpty() ? List.of() : List.of(path.split(" ")));
        words.add("--help");
        Program.Ended ended = Program.run(host, words.toArray(String[]::new));
        assertThat(ended.status()).isZero();
        return ended.out();
    }

    private static List<String> found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.results().map(one -> one.group(1)).toList();
    }

    private static String between(String text, String before, String end) {
        int at = text.indexOf(before);
        assertThat(at).as(before).isPositive();
        return text.substring(at + before.length(), text.indexOf(end, at + before.length()));
    }

    private static String text(String readme) throws IOException {
        return Files.readString(Path.of(readme));
    }
}
