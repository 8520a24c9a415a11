package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.setup.SetupCommand;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import hikae.work.ExitCode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The screens of a set-up on the made-up server, whole, in both languages at the two layouts. */
class SetupScreensTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-11-23T05:05:00Z"), ZoneId.of("Asia/Tokyo"));

    @ParameterizedTest
    @MethodSource("hikae.ui.full.ScreensTest#layouts")
    void fromTheFirstQuestionToTheReport(Language language, int columns, int rows) {
        FakeTerminal terminal = new FakeTerminal(language, columns, rows, Messages::in);
        boolean english = language == Language.EN;
        terminal.until(" 1/11")
                .press(Kind.ENTER)
                .until(Messages.in(language).get("ui.checks.ok"))
                .golden(name("instance", language, columns))
                .enterUntil(" 4/11")
                .golden(name("database", language, columns))
                .enterUntil(english ? "| Review" : "| 変更内容の確認")
                .golden(name("review", language, columns))
                .press(Key.typed('a'))
                .until(english ? "| Backups are set up" : "| バックアップの設定が完了しま")
                .golden(name("report", language, columns))
                .press(Kind.ENTER);
        assertThat(new SetupCommand(new Session(new DemoHost(CLOCK), terminal.face, Given.nothing()), true).run())
                .contains(ExitCode.DONE);
    }

    private static String name(String screen, Language language, int columns) {
        return ScreensTest.name("setup-" + screen, language, columns);
    }
}
