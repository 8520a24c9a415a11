package hikae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.demo.DemoHost;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words the program does not know. */
class WrongUseTest {
    private final DemoHost host = new DemoHost(Clock.systemUTC());

    @ParameterizedTest
    @CsvSource({
        "setpu, setup, Did you mean",
        "--jsno, --json, Did you mean",
        "setup --save-answer x, --save-answers, Did you mean",
        "storage chekc, check, Did you mean",
        "--lang ja setpu, setup, もしかして",
        "setpu --lang=ja, setup, もしかして",
        "setup --save-answer x --lang ja, --save-answers, もしかして",
    })
    void areAnsweredWithTheNearestOneInTheOperatorsLanguage(String words, String nearest, String asked) {
        Program.Ended ended = Program.run(host, words.split(" "));
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains(asked).contains(nearest).doesNotContain("Unknown", "Possible");
    }

    @ParameterizedTest
    @CsvSource({
        "--json --frobnicate, word-unknown",
        "xyzzyx --json, word-unknown",
        "setpu --json, word-unknown-similar",
        "setup --json --dir, word-missing",
        "completion --json, word-missing",
        "setup --json --yes --yes, word-wrong",
        "setup --json --lang xx, language-unknown",
    })
    void areRefusedAsJsonWhereThatIsAskedFor(String words, String problem) {
        Program.Ended ended = Program.run(host, words.split(" "));
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.problem()).isEqualTo(problem);
        assertThat(String.valueOf(ended.json().get("error"))).contains("message=", "hint=");
    }

    @Test
    void areNotGuessedAtWhereNothingIsLikeThem() {
        Program.Ended ended = Program.run(host, "--frobnicate");
        assertThat(ended.err()).contains("--frobnicate", "hikae --help").doesNotContain("Did you mean");
    }
}
