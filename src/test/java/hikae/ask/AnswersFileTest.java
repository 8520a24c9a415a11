package hikae.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersFileTest {
    private static final String NAME = "answers.yml";

    @Test
    void takesEveryValueExactlyAsItIsWritten() {
        String text = """
                # a comment
                timezone: Asia/Tokyo
                schedule: 0 4 * * *
                keep_days: 07
                keep_weeks: 0x10
                keep_months: 1_000
                database: no
                user: null
                network: 04:00
                backup_dir: "C\\u3042"
                r2_prefix:
                r2_bucket: 2025-11-23
                """;
        assertThat(AnswersFile.read(text, NAME))
                .containsEntry("timezone", "Asia/Tokyo")
                .containsEntry("schedule", "0 4 * * *")
                .containsEntry("keep_days", "07")
                .containsEntry("keep_weeks", "0x10")
                .containsEntry("keep_months", "1_000")
                .containsEntry("database", "no")
                .containsEntry("user", "null")
                .containsEntry("network", "04:00")
                .containsEntry("backup_dir", "Cあ")
                .containsEntry("r2_prefix", "")
                .containsEntry("r2_bucket", "2025-11-23")
                .hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "\uFEFF", "---\n"})
    void anEmptyFileAnswersNothing(String text) {
        assertThat(AnswersFile.read(text, NAME)).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() {
        assertThat(AnswersFile.read("\uFEFFuser: misskey", NAME)).containsOnlyKeys("user");
    }

    @ParameterizedTest
    @CsvSource({
        "keep_day, keep_days",
        "keep-weeks, keep_weeks",
        "time_zone, timezone",
        "Schedule, schedule",
        "endpoint, r2_endpoint",
        "dir, user",
    })
    void namesTheNearestKeyForAnUnknownOne(String key, String nearest) {
        Problem problem = problem("user: a\n  \n" + key + ": 1\n");
        assertThat(problem.id()).isEqualTo("answers-unknown");
        assertThat(problem.args()).startsWith("answers.yml:3:1", key);
        if (!key.equals("dir")) {
            assertThat(problem.args()).endsWith(nearest);
        }
    }

    @ParameterizedTest
    @CsvSource({"password, password_file", "r2_secret_access_key, r2_secret_file"})
    void refusesSecretsAndNamesTheKeyForTheirFile(String key, String file) {
        Problem problem = problem(key + ": hunter2\n");
        assertThat(problem).isEqualTo(Problem.of("answers-secret", "answers.yml:1:1", key, file));
        assertThat(words(problem)).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'user: a\nuser: b' | answers-duplicate | answers.yml:2:1",
                "'- a\n- b' | answers-not-mapping | answers.yml:1:1",
                "'just words' | answers-not-mapping | answers.yml:1:1",
                "'? [a]\n: b' | answers-not-mapping | answers.yml:1:3",
                "'user:\n  name: a' | answers-not-text | answers.yml:2:3",
                "'keep_days: [7]' | answers-not-text | answers.yml:1:12",
                "'user: a\n---\nuser: b' | answers-syntax | answers.yml:2:1",
                "'user: \"a' | answers-syntax | answers.yml:1:9",
                "'user: a: b' | answers-syntax | answers.yml:1:8",
                "'\tuser: a' | answers-syntax | answers.yml:1:1",
                "'user: a\nnetwork: \u0007b' | answers-character | answers.yml:2:10",
            })
    void saysWhereAFileIsNotAsItShouldBe(String text, String id, String place) {
        Problem problem = problem(text);
        assertThat(problem.id() + " " + problem.args().get(0)).isEqualTo(id + " " + place);
        assertThat(words(problem)).contains(place);
    }

    @Test
    void makesNoObjectOutOfATag() {
        assertThat(problem("user: !!java.net.URL 'http://localhost/'"))
                .isEqualTo(Problem.of("answers-syntax", "answers.yml:1:7"));
    }

    @Test
    void refusesAHugeFileWithoutReadingIt() {
        assertThat(problem("user: " + "a".repeat(1 << 17)).id()).isEqualTo("answers-syntax");
    }

    @Test
    void writesInOneOrderWithEveryValueQuoted() {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("schedule", "0 4 * * *");
        answers.put("keep_days", "7");
        answers.put("user", "o'neil");
        answers.put("instance_dir", "/home/管理者/misskey");
        answers.put("r2_prefix", "");
        assertThat(AnswersFile.write(answers)).isEqualTo("""
                # hikae setup --answers FILE --yes
                instance_dir: '/home/管理者/misskey'
                user: 'o''neil'
                schedule: '0 4 * * *'
                keep_days: '7'
                r2_prefix: ''
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "r2_secret_access_key", "anything"})
    void neverWritesWhatHasNoPlaceInAFile(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> AnswersFile.write(Map.of(key, "x")));
    }

    @Test
    void readsBackWhateverItWrote() {
        Random random = new Random(20251123);
        String signs = "ab '\"\\:#{}[]&*!|>%@`,?-\n\r\t\u0000\u0007\u007f\u0085\u00a0\u2028\uFEFF\uFFFDあ漢😀～";
        int[] all = signs.codePoints().toArray();
        for (int round = 0; round < 2000; round++) {
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                value.appendCodePoint(all[random.nextInt(all.length)]);
            }
            Map<String, String> answers = Map.of("user", value.toString(), "network", "n");
            assertThat(AnswersFile.read(AnswersFile.write(answers), NAME)).isEqualTo(answers);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalHasWordsInBothLanguages(Language language) {
        Messages words = Messages.in(language);
        Problem problem = problem("nothing: 1");
        assertThat(words.say(problem.sentence())).contains("answers.yml:1:1").contains("nothing");
        assertThat(words.say(problem.hint())).isNotBlank();
    }

    private static Problem problem(String text) {
        Problem[] caught = new Problem[1];
        assertThatThrownBy(() -> AnswersFile.read(text, NAME))
                .isInstanceOfSatisfying(ProblemException.class, e -> caught[0] = e.problem());
        return caught[0];
    }

    private static String words(Problem problem) {
        Messages english = Messages.in(Language.EN);
        return english.say(problem.sentence()) + english.say(problem.hint());
    }
}
