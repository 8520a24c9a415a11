package hikae.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The build fails on a missing, unused or unsafe text. */
class MessagesTest {
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern TRACE = Pattern.compile("Exception|java\\.|^[^a-z]*exit status [0-9]+\\.?$");

    /** What goes wrong most often; that each is told by its own problem is tested where it is found. */
    private static final List<String> CAUSES = List.of(
            "docker-missing",
            "docker-denied",
            "docker-stopped",
            "instance-none",
            "instance-not-compose",
            "instance-several",
            "database-stopped",
            "login-refused-typed",
            "database-name",
            "dump-server-newer",
            "backup-no-space",
            "docker-no-image",
            "storage-endpoint-unusable",
            "storage-key-unknown",
            "storage-secret-wrong",
            "storage-bucket-none",
            "storage-clock",
            "storage-token-read-only",
            "public-status",
            "public-dns");

    private static final Pattern MARK = Pattern.compile("\\{\\$?(\\d)}");

    /** A command and what may stand before a name in it. */
    private static final Pattern UNQUOTED = Pattern.compile(
            "(?:^|[^a-z])(?:ls|df|lsattr|chattr|mv|cp|rm|chmod|chown|cd|mkdir|cat|tail|usermod|docker (?!compose)[a-z]+"
                    + "|docker compose [a-z]+|docker compose -f|hikae (?:verify|restore|rehearse|setup))"
                    + "(?: -+[a-zA-Z-]+| [0-9:]+| docker| \\{\\$\\d}(?::\\{\\$\\d}/\\.)?)* \\{\\d}");

    /** A call with a literal id, and the keys that id must have. */
    private enum Use {
        SAY("(?:Say\\.of|words\\.get|messages\\.get|messages\\(\\)\\.get)\\(\\s*\"([^\"]+)\"\\s*[,)]", "%s"),
        PROBLEM("(?:Problem|ProblemException)\\.of\\(\\s*\"([^\"]+)\"\\s*[,)]", "problem.%s", "problem.%s.hint"),
        PAGE("Page\\.of\\(\\s*\"([^\"]+)\"\\s*[,)]", "page.%s", "page.%s.lead", "page.%s.help"),
        FIELD("Field\\.of\\(\\s*\"([^\"]+)\"\\s*[,)]", "ask.%s", "ask.%s.help"),
        CHECK("new Check\\(\\s*\"([^\"]+)\"\\s*[,)]", "check.%s"),
        TABLE("new Table\\(\\s*\"([^\"]+)\"\\s*[,)]", "table.%s", "table.%s.lead", "table.%s.help"),
        REPORT("new Report\\(\\s*\"([^\"]+)\"\\s*[,)]", "report.%s"),
        FLOW("new Interview\\(\\s*\"([^\"]+)\"\\s*[,)]", "flow.%s");

        private final String call;
        private final String keys;

        Use(String call, String... keys) {
            this.call = call;
            this.keys = String.join(" ", keys);
        }
    }

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(Messages.in(Language.JA).keys())
                .isEqualTo(Messages.in(Language.EN).keys());
    }

    @Test
    void bothLanguagesFillInTheSameValues() {
        List<String> unequal = new ArrayList<>();
        for (String key : Messages.in(Language.EN).keys()) {
            boolean moment = key.startsWith("moment."); // each language picks the parts of a date it shows
            if (!moment && !marks(Language.EN, key).equals(marks(Language.JA, key))) {
                unequal.add(key);
            }
        }
        assertThat(unequal).isEmpty();
    }

    @Test
    void u21WhateverTheProgramSaysHasWords() throws IOException {
        Set<String> known = Messages.in(Language.EN).keys();
        Set<String> missing = new TreeSet<>();
        String sources = sources();
        for (Use use : Use.values()) {
            Matcher call = Pattern.compile(use.call).matcher(sources);
            while (call.find()) {
                Stream.of(use.keys.split(" "))
                        .map(key -> key.formatted(call.group(1)))
                        .forEach(key -> {
                            if (!known.contains(key)) {
                                missing.add(key);
                            }
                        });
            }
        }
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void u36EveryProblemSaysWhatHappenedAndWhatToDo(Language language) {
        Messages messages = Messages.in(language);
        List<String> wanting = problems(messages)
                .filter(key -> !messages.has(key + ".hint")
                        || messages.get(key).equals(messages.get(key + ".hint"))
                        || TRACE.matcher(messages.get(key)).find())
                .toList();
        assertThat(wanting).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void u37EachCauseHasWordsOfItsOwn(Language language) {
        Messages messages = Messages.in(language);
        List<String> words = CAUSES.stream()
                .map(cause -> "problem." + cause)
                .map(key -> messages.get(key) + messages.get(key + ".hint"))
                .toList();
        assertThat(words).hasSize(CAUSES.size()).doesNotHaveDuplicates();
    }

    private static Stream<String> problems(Messages messages) {
        return messages.keys().stream().filter(key -> key.startsWith("problem.") && !key.endsWith(".hint"));
    }

    @Test
    void noWordsAreLeftUnused() throws IOException {
        Set<String> literals = literals();
        List<String> unused = Messages.in(Language.EN).keys().stream()
                .filter(key -> !isUsed(key, literals))
                .toList();
        assertThat(unused).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void u54OnlyCharactersEveryTerminalDrawsAlike(Language language) {
        Messages messages = Messages.in(language);
        List<String> unsafe = messages.keys().stream()
                .filter(key -> !TextWidth.isSafeFixedText(messages.get(key)))
                .toList();
        assertThat(unsafe).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noWordsAreEmptyOrEndInBlanks(Language language) {
        Messages messages = Messages.in(language);
        assertThat(messages.keys().stream()
                        .filter(key -> !key.endsWith("Heading")) // picocli prints the next word right behind
                        .filter(key -> messages.get(key).isBlank()
                                || !messages.get(key).equals(messages.get(key).stripTrailing())))
                .isEmpty();
    }

    @Test
    void englishIsAscii() {
        Messages english = Messages.in(Language.EN);
        assertThat(english.keys().stream()
                        .filter(key -> !english.get(key).chars().allMatch(c -> c >= ' ' && c < 0x7F)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachNameInACommandToBePastedIsQuoted(Language language) {
        Messages messages = Messages.in(language);
        assertThat(messages.keys().stream()
                        .filter(key -> UNQUOTED.matcher(messages.get(key)).find()))
                .isEmpty();
        assertThat(messages.get("problem.file-missing.hint", Path.of("/a b;touch PWNED;"), "x"))
                .contains("ls -l '/a b;touch PWNED;'");
    }

    @ParameterizedTest
    @EnumSource
    void aLineBreakInANameBeginsNoLine(Language language) {
        Messages messages = Messages.in(language);
        for (String name : List.of("a\n[ok] all is well", "a\r[ok]", "a\r\n[ok]")) {
            assertThat(messages.get("problem.file-missing", name))
                    .contains("[ok]")
                    .doesNotContain("\n", "\r");
            assertThat(messages.say(Message.literal(name))).contains("[ok]").doesNotContain("\n", "\r");
            assertThat(messages.get("problem.file-missing.hint", name)).doesNotContain("\n", "\r");
        }
    }

    @Test
    void valuesAreFilledInOnce() {
        Messages messages = Messages.in(Language.EN);
        assertThat(messages.say(Message.of("menu.at", "{1}", "b"))).isEqualTo("{1}   b");
        assertThat(messages.say(Message.of("menu.at", "a$1\\", Message.of("menu.running"))))
                .isEqualTo("a$1\\   running");
    }

    /** A key is used when its id stands in the sources, or the sources build it from a beginning with a dot. */
    private static boolean isUsed(String key, Set<String> literals) {
        String id = key.replaceFirst("^(problem|page|ask|check|table|report|flow|step)\\.", "")
                .replaceFirst("\\.(hint|lead|help|note|headline|secret)$", "");
        return literals.contains(key)
                || literals.contains(id)
                || literals.stream().anyMatch(text -> text.length() > 2 && text.endsWith(".") && key.startsWith(text));
    }

    private static List<String> marks(Language language, String key) {
        Matcher mark = MARK.matcher(Messages.in(language).get(key));
        Set<String> marks = new TreeSet<>();
        while (mark.find()) {
            marks.add(mark.group(1));
        }
        return List.copyOf(marks);
    }

    private static Set<String> literals() throws IOException {
        Set<String> literals = new TreeSet<>();
        Matcher literal = LITERAL.matcher(sources());
        while (literal.find()) {
            literals.add(literal.group(1));
        }
        literals.removeAll(Set.of("problem.", "page.", "ask.", "check.", "table.", "report.", "flow."));
        return literals;
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file)).append('\n');
            }
            return all.toString();
        }
    }
}
