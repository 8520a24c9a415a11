package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.host.Files;
import hikae.storage.ChecklistCommand;
import hikae.storage.StorageRecord;
import hikae.storage.value.AccessKeyId;
import hikae.storage.value.BucketName;
import hikae.storage.value.Endpoint;
import hikae.storage.value.Prefix;
import hikae.storage.value.PublicUrl;
import hikae.storage.value.R2Answers;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import hikae.work.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checklist of Misskey's settings: whole screens, what is ticked, copied, shown and hidden. */
class ChecklistScreensTest {
    private static final Path HOME = Path.of("/home/admin/misskey-backup");
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String SECRET = "a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f90a1b";

    private final DemoHost host =
            new DemoHost(Clock.fixed(Instant.parse("2025-11-23T05:05:00Z"), ZoneId.of("Asia/Tokyo")));

    @BeforeEach
    void setUp() {
        R2Answers r2 = new R2Answers(
                Endpoint.parse(ID + ".r2.cloudflarestorage.com"),
                BucketName.parse("misskey-files"),
                Prefix.parse(""),
                AccessKeyId.parse("11112222333344445555666677778888"),
                PublicUrl.parse("media.example.com", "misskey.example.com"),
                "https://media.example.com",
                true,
                Optional.of(StorageRecord.SECRET));
        write(StorageRecord.FILE, StorageRecord.bytes(r2));
        write(StorageRecord.SECRET, SECRET.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] bytes) {
        Path file = HOME.resolve(name);
        host.files().makeDirectory(HOME, Files.PRIVATE_DIRECTORY);
        host.files().makeDirectory(file.resolveSibling(""), Files.PRIVATE_DIRECTORY);
        host.files().write(file, bytes, Files.PRIVATE);
    }

    private Optional<ExitCode> open(FakeTerminal terminal) {
        return new ChecklistCommand(new Session(host, terminal.face, Given.nothing()), HOME, Optional.empty(), false)
                .run();
    }

    private static FakeTerminal terminal(Language language, int columns, int rows) {
        return new FakeTerminal(language, columns, rows, Messages::in).until("> [ ]");
    }

    private static FakeTerminal down(FakeTerminal terminal, int rows) {
        for (int i = 0; i < rows; i++) {
            terminal.press(Kind.DOWN);
        }
        return terminal;
    }

    @ParameterizedTest
    @MethodSource("hikae.ui.full.ScreensTest#layouts")
    void theChecklist(Language language, int columns, int rows) {
        FakeTerminal terminal = terminal(language, columns, rows)
                .golden(ScreensTest.name("checklist", language, columns))
                .type(" ")
                .press(Kind.DOWN)
                .press(Kind.ENTER)
                .type("y")
                .golden(ScreensTest.name("checklist-ticked", language, columns));
        down(terminal, 5)
                .seesNot(SECRET)
                .press(Key.ctrl('r'))
                .golden(ScreensTest.name("checklist-secret", language, columns))
                .type("p")
                .golden(ScreensTest.name("checklist-page", language, columns))
                .press(Kind.ENTER)
                .press(Kind.END)
                .golden(ScreensTest.name("checklist-end", language, columns))
                .press(Kind.ESC);
        assertThat(open(terminal)).contains(ExitCode.DONE);
        assertThat(terminal.isScriptOver()).isTrue();
    }

    @Test
    void whatWasTickedIsTickedTheNextTime() {
        open(terminal(Language.EN, 80, 24).type(" ").press(Kind.ESC));
        FakeTerminal again = terminal(Language.EN, 80, 24).sees("[x]  Use object storage", "done 1/13");
        open(again.cursorOn("> [ ]  Base URL").press(Kind.ESC));
        assertThat(again.isScriptOver()).isTrue();
    }

    /** Also as a command of its own: what is left is not done, and what was ticked is kept. */
    @Test
    void outOfTheProgramIsOut() {
        FakeTerminal left =
                terminal(Language.EN, 80, 24).type(" ").press(Key.ctrl('c')).press(Key.ctrl('c'));
        assertThat(open(left)).contains(ExitCode.LEFT);
        open(terminal(Language.EN, 80, 24).sees("[x]  Use object storage").press(Kind.ESC));
    }

    @Test
    void aSecretIsHiddenAgainAfterTenSeconds() {
        FakeTerminal terminal = down(terminal(Language.EN, 80, 24), 7)
                .press(Key.ctrl('r'))
                .sees(SECRET)
                .press(Kind.UP)
                .seesNot(SECRET)
                .press(Kind.DOWN)
                .seesNot(SECRET)
                .press(Kind.ESC);
        open(terminal);
        assertThat(terminal.isScriptOver()).isTrue();
    }

    @Test
    void aRowOfWordsHasNothingToCopy() {
        FakeTerminal terminal = terminal(Language.EN, 80, 24)
                .type("y")
                .sees("nothing to copy")
                .press(Kind.DOWN)
                .type("ｙ")
                .sees("Base URL was sent to your terminal")
                .press(Kind.ESC);
        open(terminal);
        assertThat(terminal.isScriptOver()).isTrue();
    }
}
