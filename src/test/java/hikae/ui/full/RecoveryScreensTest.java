package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.recovery.KeptCommand;
import hikae.recovery.RehearseCommand;
import hikae.recovery.RestoreCommand;
import hikae.recovery.RestoreStatusCommand;
import hikae.setup.SetupCommand;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.ui.auto.Unattended;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import hikae.work.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The screens of a recovery on the made-up server, whole, in both languages at the two layouts. */
class RecoveryScreensTest {
    private static final Instant SET_UP = Instant.parse("2025-11-23T05:05:00Z");

    private final Moving clock = new Moving();
    private final DemoHost host = new DemoHost(clock);

    /** Stands still until it is moved, so that what a screen says of times is always the same. */
    private static final class Moving extends Clock {
        private Instant now = SET_UP;

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Tokyo");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private void alone(Map<String, String> answers, BiFunction<Unattended, Given, Optional<ExitCode>> flow) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Given given = new Given(answers, true, false, false, false, Optional.empty());
        try (Unattended face = Unattended.open(Language.EN, given, nowhere, nowhere)) {
            assertThat(flow.apply(face, given)).contains(ExitCode.DONE);
        }
        clock.now = clock.now.plus(Duration.ofHours(6));
    }

    private void setUp() {
        alone(Map.of(), (face, given) -> new SetupCommand(new Session(host, face, given), false).run());
    }

    private void restored() {
        alone(
                Map.of("confirm", "example.com"),
                (face, given) -> new RestoreCommand(new Session(host, face, given), Optional.empty()).run());
    }

    private static FakeTerminal terminal(Language language, int columns, int rows) {
        return new FakeTerminal(language, columns, rows, Messages::in);
    }

    private static String name(String screen, Language language, int columns) {
        return ScreensTest.name("recovery-" + screen, language, columns);
    }

    @ParameterizedTest
    @MethodSource("hikae.ui.full.ScreensTest#layouts")
    void aRestoreFromTheListToItsReport(Language language, int columns, int rows) {
        setUp();
        FakeTerminal terminal = terminal(language, columns, rows);
        String working = language == Language.EN ? "address" : "ドメイン";
        terminal.until(language == Language.EN ? "Choose a backup" : "バックアップの選択")
                .golden(name("list", language, columns))
                .press(Kind.ENTER)
                .until(working)
                .golden(name("plan", language, columns))
                .press(Kind.ENTER)
                .golden(name("plan-refused", language, columns))
                .type("example.org")
                .press(Kind.ENTER)
                .golden(name("plan-wrong", language, columns));
        for (int i = 0; i < "example.org".length(); i++) {
            terminal.press(Kind.BACKSPACE);
        }
        terminal.type("example.com")
                .press(Kind.ENTER)
                .golden(name("review", language, columns))
                .press(Key.typed('a'))
                .until(language == Language.EN ? "| Restored" : "| 復元しました")
                .golden(name("report", language, columns))
                .press(Kind.PAGE_DOWN)
                .golden(name("report-below", language, columns))
                .press(Kind.ENTER);
        assertThat(new RestoreCommand(new Session(host, terminal.face, Given.nothing()), Optional.empty()).run())
                .contains(ExitCode.DONE);
    }

    @ParameterizedTest
    @MethodSource("hikae.ui.full.ScreensTest#layouts")
    void u42EveryLineOfThePlanCanBeReached(Language language, int columns, int rows) {
        setUp();
        FakeTerminal terminal = terminal(language, columns, rows);
        terminal.until(language == Language.EN ? "Choose a backup" : "バックアップの選択")
                .press(Kind.ENTER)
                .until(language == Language.EN ? "address" : "ドメイン");
        StringBuilder seen = new StringBuilder();
        for (int page = 0; page < 8; page++) {
            terminal.look(seen::append).press(Kind.PAGE_DOWN);
        }
        terminal.press(Kind.ESC, Kind.ESC);
        assertThat(new RestoreCommand(new Session(host, terminal.face, Given.nothing()), Optional.empty()).run())
                .isEmpty();
        String all = seen.toString().replaceAll("\\s+", "");
        assertThat(all)
                .contains("misskey-20251123-1", "14:04JST", "example.com", "misskey-web-1", "606MB", "Redis", ".config")
                .contains(language == Language.EN ? "1minago" : "1分前")
                .contains(language == Language.EN ? "thelastrehearsal" : "前回の復元テスト")
                .contains(language == Language.EN ? "undogoesback" : "undoで元に戻せます");
    }

    @ParameterizedTest
    @MethodSource("hikae.ui.full.ScreensTest#layouts")
    void whatIsKeptCanServeAgainOrBeLetGo(Language language, int columns, int rows) {
        setUp();
        restored();
        FakeTerminal terminal = terminal(language, columns, rows);
        terminal.until(language == Language.EN ? "Go back: the plan" : "元に戻す: 手順")
                .golden(name("undo", language, columns))
                .press(Kind.ESC);
        assertThat(new KeptCommand(new Session(host, terminal.face, Given.nothing())).undo())
                .isEmpty();
        terminal = terminal(language, columns, rows);
        terminal.until(language == Language.EN ? "Let go of a kept" : "残してある")
                .golden(name("forget", language, columns))
                .press(Kind.ENTER)
                .golden(name("forget-enter", language, columns))
                .press(Kind.ESC);
        assertThat(new KeptCommand(new Session(host, terminal.face, Given.nothing())).forget())
                .isEmpty();
        terminal = terminal(language, columns, rows);
        terminal.until(language == Language.EN ? "| Restores" : "| 復元の状況")
                .golden(name("status", language, columns))
                .press(Kind.ENTER);
        assertThat(new RestoreStatusCommand(new Session(host, terminal.face, Given.nothing())).show())
                .contains(ExitCode.DONE);
    }

    @ParameterizedTest
    @MethodSource("hikae.ui.full.ScreensTest#layouts")
    void aRehearsalToItsReport(Language language, int columns, int rows) {
        setUp();
        FakeTerminal terminal = terminal(language, columns, rows);
        terminal.until(language == Language.EN ? "Choose a backup" : "バックアップの選択")
                .press(Kind.ENTER)
                .until(language == Language.EN ? "a apply" : "a 適用")
                .golden(name("rehearse-review", language, columns))
                .press(Key.typed('a'))
                .until(language == Language.EN ? "| Rehearsal passed" : "| 復元テストに成功")
                .golden(name("rehearsed", language, columns))
                .press(Kind.ENTER);
        assertThat(new RehearseCommand(new Session(host, terminal.face, Given.nothing()), Optional.empty()).run())
                .contains(ExitCode.DONE);
    }
}
