package hikae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.demo.DemoHost;
import hikae.host.Host;
import hikae.work.ExitCode;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manual page is whole and the same in both languages. */
class ManualTest {
    private static final Host HOST = new DemoHost(Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void namesEveryExitStatus(String language) {
        String page = page(language);
        for (ExitCode code : ExitCode.values()) {
            assertThat(page).contains("\n\\fB" + code.status() + "\\fR\n");
        }
    }

    @Test
    void hasTheSameShapeInBothLanguages() {
        assertThat(shape("ja")).isEqualTo(shape("en"));
    }

    private static List<String> shape(String language) {
        return page(language)
                .lines()
                .filter(line -> line.startsWith(".SS") || line.startsWith(".B ") || line.startsWith("\\fB"))
                .toList();
    }

    private static String page(String language) {
        Program.Ended ended = Program.run(HOST, "man", "--lang", language);
        assertThat(ended.status()).isZero();
        return ended.out();
    }
}
