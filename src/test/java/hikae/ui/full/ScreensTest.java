package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.ui.Navigation;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import hikae.work.ExitCode;
import hikae.work.Report;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole screens, compared as text in both languages at the two layouts. */
class ScreensTest {
    static Stream<Arguments> layouts() {
        return Stream.of(Language.values())
                .flatMap(language -> Stream.of(Arguments.of(language, 80, 24), Arguments.of(language, 40, 12)));
    }

    static String name(String screen, Language language, int columns) {
        return screen + "-" + columns + "-" + language.name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void theMenuWithWhatWasFoundBehindIt(Language language, int columns, int rows) {
        FakeTerminal terminal = new FakeTerminal(language, columns, rows);
        terminal.face.banner(Message.of("sample.demo"));
        terminal.news().press(Kind.DOWN).golden(name("menu", language, columns)).press(Kind.ENTER);
        assertThat(terminal.face.choose(Samples.menu()).value()).isEqualTo("storage");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aPageOfFieldsFilledAndFailed(Language language, int columns, int rows) {
        FakeTerminal terminal = new FakeTerminal(language, columns, rows);
        terminal.golden(name("database", language, columns))
                .press(Kind.TAB, Kind.TAB)
                .type("0123456789abcdef")
                .press(Kind.ENTER)
                .until(language == Language.EN ? "! PostgreSQL" : "! このパスワード")
                .golden(name("database-refused", language, columns))
                .press(Kind.UP)
                .golden(name("database-left", language, columns));
        terminal.face.conduct(Samples.interview(
                answers -> Finding.no(Problem.of("sample-refused")).suspecting("password")));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void thePagesOfASetup(Language language, int columns, int rows) {
        FakeTerminal terminal = new FakeTerminal(language, columns, rows);
        terminal.press(Kind.TAB, Kind.TAB)
                .type("s3cret")
                .press(Kind.ENTER)
                .until(language == Language.EN ? "Checked" : "確認できました")
                .press(Kind.ENTER)
                .type("asi")
                .golden(name("zone", language, columns))
                .press(Kind.ENTER)
                .golden(name("when", language, columns))
                .press(Kind.DOWN, Kind.DOWN)
                .type("5 4 * * *")
                .golden(name("when-own", language, columns))
                .press(Kind.ENTER)
                .press(Kind.RIGHT)
                .golden(name("keep", language, columns))
                .press(Key.typed('?'))
                .golden(name("help", language, columns))
                .press(Kind.ESC)
                .press(Key.ctrl('c'))
                .golden(name("leave", language, columns))
                .press(Kind.ESC, Kind.ENTER);
        assertThat(terminal.face.conduct(Samples.interview())).isEqualTo(Navigation.NEXT);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void theReviewFromItsTopAndScrolled(Language language, int columns, int rows) {
        FakeTerminal terminal = new FakeTerminal(language, columns, rows);
        terminal.golden(name("review", language, columns))
                .press(Kind.PAGE_DOWN)
                .golden(name("review-below", language, columns))
                .press(Key.typed('a'));
        assertThat(terminal.face.approve(Samples.preview())).isEqualTo(Navigation.NEXT);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aResultAndAProblem(Language language, int columns, int rows) {
        FakeTerminal terminal = new FakeTerminal(language, columns, rows);
        List<Line> lines = List.of(
                Line.pair(Message.of("sample.next"), Message.literal("2026-11-24 04:00 JST")),
                Line.pair(
                        Message.literal("URL"),
                        Message.literal("https://0123456789abcdef.r2.cloudflarestorage.com/misskey")),
                Line.of(Finding.ok(Message.of("sample.logged-in"))));
        terminal.golden(name("report", language, columns)).press(Kind.ENTER);
        terminal.face.show(new Report("sample", Message.of("sample.done"), lines, Map.of(), ExitCode.DONE));
        terminal.golden(name("problem", language, columns)).press(Kind.ESC);
        terminal.face.refuse(Problem.of("sample-refused"));
        assertThat(terminal.isScriptOver()).isTrue();
    }
}
