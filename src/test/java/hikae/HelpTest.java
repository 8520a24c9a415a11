package hikae;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.demo.DemoHost;
import hikae.work.ExitCode;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --help} tells, and in which order. */
class HelpTest {
    private static final DemoHost HOST = new DemoHost(Clock.systemUTC());

    @ParameterizedTest
    @CsvSource({"en, Examples:, Usage:", "ja, 例:, 使い方:"})
    void showsExamplesBeforeTheUsage(String language, String examples, String usage) {
        for (String command : List.of("setup", "schedule", "restore", "storage", "backup")) {
            assertThat(help(command, "--help", "--lang", language))
                    .containsSubsequence("\n" + examples, "\n  hikae", "\n" + usage + " hikae " + command);
        }
        assertThat(help("--help", "--lang", language)).containsSubsequence("\n" + examples, "\n  hikae setup", usage);
    }

    @ParameterizedTest
    @CsvSource({"en", "ja"})
    void namesEveryExitStatusAndTheXdgPlaces(String language) {
        String help = help("--help", "--lang", language);
        for (ExitCode code : ExitCode.values()) {
            assertThat(help).containsPattern("\n +" + code.status() + " +\\S");
        }
        assertThat(help).contains("$XDG_CONFIG_HOME/hikae", "$XDG_STATE_HOME/hikae", "NO_COLOR");
    }

    @Test
    void saysNothingOfTheCommandForTheInstaller() {
        assertThat(help("--help")).doesNotContainPattern("\n  man ");
    }

    private static String help(String... arguments) {
        Program.Ended ended = Program.run(HOST, arguments);
        assertThat(ended.status()).isZero();
        return ended.out();
    }
}
