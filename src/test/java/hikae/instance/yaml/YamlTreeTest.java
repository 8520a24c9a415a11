package hikae.instance.yaml;

import static hikae.instance.EnvFiles.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.instance.EnvFiles;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The odd YAML files of the collection of bad inputs, each under its number. */
class YamlTreeTest {
    @Test
    void y01NamesATabInTheIndentation() {
        assertThat(refused("services:\n\tdb:\n\t\timage: postgres\n")).isEqualTo("yaml-tab 2:1");
    }

    @Test
    void y02NamesATabAfterAColonAndDoesNotCallTheFileInvalid() {
        Problem problem = catchThrowableOfType(ProblemException.class, () -> parse("a:\n  b:\t- c\n"))
                .problem();

        assertThat(problem.id()).isEqualTo("yaml-tab");
        assertThat(Messages.in(Language.EN).say(problem.hint())).contains("docker compose config");
    }

    @Test
    void y03ReadsTagsOfComposeThatItDoesNotKnow() {
        YamlTree tree = parse("services:\n  db:\n    ports: !reset []\n    image: !override postgres:15\n");

        assertThat(tree.text("services", "db", "image")).contains("postgres:15");
        assertThat(tree.at("services", "db", "ports").map(YamlNode::items)).contains(List.of());
    }

    @Test
    void y04NamesBothLinesOfARepeatedKey() {
        Problem problem = catchThrowableOfType(
                        ProblemException.class, () -> parse("services:\n  db:\n    image: a\n    \"image\": b\n"))
                .problem();

        assertThat(EnvFiles.sentence(problem)).isEqualTo("The key image at f.yml:4:5 is already in line 3.");
    }

    @Test
    void y04NamesARepeatedKeyInsideAList() {
        assertThat(refused("a:\n- b: 1\n  b: 2\n")).isEqualTo("yaml-duplicate-key 3:3");
    }

    @Test
    void y05StopsAtManyAliases() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 9; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + (before + ", ").repeat(8) + before + "]\n");
        }

        assertThat(refused(bomb.toString())).isEqualTo("yaml-aliases 7:35");
    }

    @Test
    void y05AcceptsFiftyAliases() {
        assertThat(refused("a: &a 1\nb: [" + "*a, ".repeat(50) + "]\n")).isEqualTo("accepted");
    }

    @Test
    void y06StopsAtDeepNesting() {
        assertThat(refused("a: " + "[".repeat(60) + "]".repeat(60) + "\n")).isEqualTo("yaml-nesting 1:53");
        assertThat(refused("[".repeat(200_000))).isEqualTo("yaml-nesting 1:51");
    }

    @Test
    void y07RefusesABigFileBeforeReadingIt() {
        assertThat(refused("a: " + "x".repeat(YamlTree.MAX_BYTES))).isEqualTo("yaml-too-big 1:1");
        assertThat(refused("#234567\n".repeat(YamlTree.MAX_BYTES / 8 - 1) + "a: b6789"))
                .isEqualTo("accepted");
    }

    @Test
    void y08SurvivesAnAliasThatLeadsBack() {
        YamlTree tree = parse("a: &a\n  b: *a\n  c: [*a]\n  <<: *a\n");

        assertThat(tree.at("a", "b", "b", "c").map(YamlNode::isList)).contains(true);
        assertThat(tree.at("a", "missing")).isEmpty();
        assertThat(tree.at("a").map(YamlNode::keys)).contains(List.of("b", "c"));
    }

    @Test
    void y09MakesNothingOfAGlobalTag() {
        assertThat(refused("a: !!hikae.instance.yaml.YamlTreeTest%24Trap [x]\n"))
                .isEqualTo("yaml-syntax 1:4");
        assertThat(Trap.TOUCHED).isFalse();
    }

    @Test
    void y10NamesCharactersThatYamlForbids() {
        assertThat(refused("a: 1\nb: x\u0007\n")).isEqualTo("yaml-control 2:5");
        assertThat(refused("a: 1\nb: x\0\n")).isEqualTo("text-nul 2:5");
        assertThat(refusal(() -> YamlTree.parse(new byte[] {'a', ':', (byte) 0xED, (byte) 0xA0, (byte) 0x80}, "f.yml")))
                .isEqualTo("text-not-utf8 1:3");
    }

    @Test
    void y11AcceptsAByteOrderMarkWindowsLineEndsAndEmoji() {
        YamlTree tree = parse("\uFEFF# 🐱\r\na: \"🐱\"\r\nb: 'x'\r\n");

        assertThat(tree.text("a")).contains("🐱");
        assertThat(tree.at("b").map(YamlNode::place)).contains(new SourceLocation("f.yml", 3, 4));
        assertThat(tree.at("b").map(b -> tree.source().substring(b.start(), b.end())))
                .contains("'x'");
    }

    @Test
    void y12RefusesASecondDocument() {
        assertThat(refused("a: b\n---\nc: d\n")).isEqualTo("yaml-documents 2:1");
        assertThat(refused("---\na: b\n...\n")).isEqualTo("accepted");
    }

    @Test
    void y13ChecksThatTheRootIsAMapping() {
        assertThat(refused("")).isEqualTo("yaml-empty 1:1");
        assertThat(refused("# only\n")).isEqualTo("yaml-empty 1:1");
        assertThat(refused("\nservices\n")).isEqualTo("yaml-root 2:1");
        assertThat(refused("- a\n- b\n")).isEqualTo("yaml-root 1:1");
        assertThat(refused("~\n")).isEqualTo("yaml-root 1:1");
    }

    @Test
    void y14ShowsWhereItBeganAndWhereItWasFound() {
        Problem problem = catchThrowableOfType(ProblemException.class, () -> parse("a: 1\nb: \"open\nc: 2\nd: 3\n"))
                .problem();

        assertThat(problem.id()).isEqualTo("yaml-syntax");
        assertThat(problem.args())
                .containsExactly(new SourceLocation("f.yml", 5, 1), new SourceLocation("f.yml", 2, 4));
    }

    @Test
    void y14NamesABadIndentation() {
        assertThat(refused("a:\n  b: 1\n c: 2\n")).isEqualTo("yaml-syntax 3:2");
    }

    @Test
    void y14QuotesNothingOfTheFile() {
        ProblemException thrown = catchThrowableOfType(ProblemException.class, () -> parse("pass: canary\n  x: [\n"));

        assertThat(thrown).hasStackTraceContaining("yaml-syntax").hasNoCause();
        assertThat(thrown.problem().toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"services：\n  db:\n    image: x\n", "services：\n", "a: 1\n　b: 2\n", "a:\n  b：1\n  c: 2\n"})
    void y15SuspectsFullWidthSigns(String file) {
        assertThat(refused(file)).startsWith("yaml-full-width");
    }

    @Test
    void y15NamesTheFullWidthColonItself() {
        assertThat(refused("services：\n  db:\n    image: x\n")).isEqualTo("yaml-full-width 1:9");
    }

    @Test
    void y15AllowsFullWidthSignsInComments() {
        assertThat(refused("# 注意：ここ\na: b # 値：　\nc: \"名前：\"\n")).isEqualTo("accepted");
    }

    @Test
    void y16FindsMergedKeys() {
        YamlTree tree = parse("x: &x\n  image: a\n  user: u\ny: &y {user: v, z: 1}\ndb:\n  <<: [*x, *y]\n  image: b\n");

        assertThat(tree.text("db", "image")).contains("b");
        assertThat(tree.text("db", "user")).contains("u");
        assertThat(tree.text("db", "z")).contains("1");
        assertThat(tree.at("db").map(YamlNode::keys)).contains(List.of("image", "user", "z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123", "1e3", "12:30:45", "yes", "0o14", "2026-11-22", ".inf", "1_000"})
    void keepsScalarsAsTheyAreWritten(String scalar) {
        assertThat(parse("a: " + scalar + "\n").text("a")).contains(scalar);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:\n", "a: ~\n", "a: null\n", "a: []\n", "a: {}\n", "b: 1\n"})
    void hasNoTextForNullAndCollections(String file) {
        assertThat(parse(file).text("a")).isEmpty();
    }

    @Test
    void countsOffsetsAsJavaDoes() {
        YamlTree tree = parse("🐱: 🐱\nb: x\n");

        assertThat(tree.at("b").map(b -> tree.source().substring(b.start(), b.end())))
                .contains("x");
    }

    /** Shows whether a tag made an object. */
    public static final class Trap {
        static final AtomicBoolean TOUCHED = new AtomicBoolean();

        @SuppressWarnings("StaticAssignmentInConstructor") // that is the trap
        public Trap(String any) {
            TOUCHED.set(true);
        }
    }

    private static YamlTree parse(String text) {
        return YamlTree.parse(text.getBytes(StandardCharsets.UTF_8), "f.yml");
    }

    private static String refused(String text) {
        return refusal(() -> parse(text));
    }
}
