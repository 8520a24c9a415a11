package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.host.Web;
import hikae.lab.ChangedHost;
import hikae.storage.FakeR2;
import hikae.storage.StorageCommand;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import hikae.work.ExitCode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The screens of object storage on the made-up server, whole, in both languages at the two layouts. */
class StorageScreensTest {
    private static final Path HOME = Path.of("/home/admin/misskey-backup");

    private final DemoHost demo = new DemoHost(Clock.fixed(Instant.parse("2025-11-23T05:05:00Z"), ZoneOffset.UTC));

    private static FakeTerminal terminal(Language language, int columns, int rows) {
        return new FakeTerminal(language, columns, rows, Messages::in);
    }

    private static String name(String screen, Language language, int columns) {
        return ScreensTest.name("storage-" + screen, language, columns);
    }

    private static String well(Language language) {
        return language == Language.EN ? "Checked." : "確認できました";
    }

    private static StorageCommand command(Host host, FakeTerminal terminal) {
        return new StorageCommand(new Session(host, terminal.face, Given.nothing()), HOME, "example.com");
    }

    /** A bucket's URL with quotes and a line break, the keys, the address; then Enter to the check. */
    private static FakeTerminal pasted(FakeTerminal terminal, Language language, int columns) {
        return terminal.until("Cloudflare R2")
                .golden(name("guide", language, columns))
                .press(Kind.ENTER)
                .press(Key.paste(" \"https://" + FakeR2.HOST + "/misskey\"\n"))
                .golden(name("pasted", language, columns))
                .press(Kind.TAB, Kind.TAB, Kind.TAB)
                .press(Key.paste(FakeR2.KEY_ID))
                .press(Kind.TAB)
                .press(Key.paste(FakeR2.SECRET + "\n"))
                .press(Kind.TAB, Kind.TAB)
                .press(Key.paste("media.example.com"))
                .golden(name("values", language, columns))
                .press(Kind.ENTER)
                .until(well(language))
                .press(Kind.ENTER)
                .golden(name("check", language, columns))
                .press(Kind.ENTER);
    }

    @ParameterizedTest
    @MethodSource("hikae.ui.full.ScreensTest#layouts")
    void fromFourValuesToTheBaseUrl(Language language, int columns, int rows) {
        FakeTerminal terminal = terminal(language, columns, rows);
        pasted(terminal, language, columns)
                .until(well(language))
                .golden(name("checked", language, columns))
                .press(Kind.ENTER)
                .golden(name("review", language, columns))
                .press(Key.typed('a'))
                .until("Base URL  https")
                .golden(name("report", language, columns))
                .press(Kind.ENTER);
        assertThat(command(demo, terminal).run()).contains(ExitCode.DONE);
    }

    @ParameterizedTest
    @MethodSource("hikae.ui.full.ScreensTest#layouts")
    void oneCauseAndWhatToDo(Language language, int columns, int rows) {
        Web web = request -> request.uri().getHost().equals("media.example.com")
                ? new Web.Answer(530, Map.of(), new byte[0], true)
                : demo.web().send(request);
        Host host =
                new ChangedHost(demo.environment(), demo.files(), demo.docker(), demo.compose(), demo.postgres(), web);
        FakeTerminal terminal = terminal(language, columns, rows);
        pasted(terminal, language, columns)
                .until("[NG]")
                .golden(name("no", language, columns))
                .press(Kind.ESC, Kind.ESC, Kind.ESC);
        assertThat(command(host, terminal).run()).isEmpty();
    }
}
