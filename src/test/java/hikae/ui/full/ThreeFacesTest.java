package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.AnswersFile;
import hikae.ask.Given;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.host.Files;
import hikae.setup.SetupCommand;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.TextWidth;
import hikae.ui.FrontEnd;
import hikae.ui.auto.Unattended;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import hikae.ui.line.TypedLines;
import hikae.work.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One whole set-up with the same answers on all three faces: every byte and mode of every file is the same. */
class ThreeFacesTest {
    private static final Path ADMIN = Path.of("/home/admin");
    private static final String SAVED = "answers.yml";
    private static final String SECRET = "a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f90a1b";
    private static final String ENDPOINT = "https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com/media";
    private static final String KEY_ID = "11112222333344445555666677778888";

    private static DemoHost host() {
        return new DemoHost(Clock.fixed(Instant.parse("2025-11-23T05:05:00Z"), ZoneId.of("Asia/Tokyo")));
    }

    /** The files and their modes, as far as they are the set-up's. */
    private static Map<String, String> written(DemoHost host) {
        Map<String, String> all = new TreeMap<>();
        host.memory().all().forEach((path, bytes) -> {
            boolean input = path.equals(ADMIN.resolve(SAVED)) || path.equals(ADMIN.resolve("r2.txt"));
            if (!input) {
                int mode = host.files().look(path).orElseThrow().mode();
                String name = path.toString().replaceFirst("/dumps/[0-9]+-", "/dumps/INODE-");
                String said = new String(bytes, StandardCharsets.ISO_8859_1)
                        .replaceFirst("\"of\":\"[0-9]+-", "\"of\":\"INODE-");
                all.put(name + " " + Integer.toOctalString(mode), said);
            }
        });
        return all;
    }

    private static void setUp(DemoHost host, FrontEnd face, Map<String, String> answers, boolean alone) {
        Given given = new Given(answers, alone, false, false, false, Optional.of(SAVED));
        assertThat(new SetupCommand(new Session(host, face, given), false).run())
                .contains(ExitCode.DONE);
    }

    private static void onTheWholeScreen(DemoHost host) {
        FakeTerminal terminal = new FakeTerminal(Language.EN, 100, 40, Messages::in);
        checked(terminal.until("| Misskey").press(Kind.ENTER));
        checked(terminal.until("| Backup directory")
                .press(Key.ctrl('u'))
                .type("/home/admin/keep")
                .press(Kind.ENTER));
        terminal.until("| Network").press(Kind.ENTER);
        checked(terminal.until("| Database").press(Kind.ENTER, Kind.ENTER, Kind.ENTER));
        terminal.until("| Time zone").type("Berlin").press(Kind.ENTER);
        terminal.until("| Schedule").press(Key.typed('4')).press(Kind.ENTER);
        terminal.press(Key.ctrl('u'))
                .type("*/5 * * * *")
                .press(Kind.ENTER)
                .type("often")
                .press(Kind.ENTER);
        terminal.until("| How long to keep");
        for (String number : List.of("5", "3", "2")) {
            terminal.press(Key.ctrl('u')).type(number).press(Kind.ENTER);
        }
        terminal.until("| Object storage").press(Key.typed('2')).press(Kind.ENTER);
        for (String text : List.of(ENDPOINT, "", "files", KEY_ID, SECRET)) {
            terminal.type(text).press(Kind.ENTER);
        }
        terminal.press(Key.typed('2')).press(Kind.ENTER).type("media.example.com");
        checked(terminal.press(Kind.ENTER));
        checked(terminal.until("| Does it work?").press(Kind.ENTER));
        terminal.until("| Rehearsal").press(Kind.ENTER);
        terminal.until("a apply").press(Key.typed('a')).until("Enter next").press(Kind.ENTER);
        setUp(host, terminal.face, Map.of(), false);
        terminal.face.close();
    }

    private static void checked(FakeTerminal terminal) {
        terminal.until("Checked.").press(Kind.ENTER);
    }

    private static TypedLines inLines(Language language, DemoHost host) {
        List<String> typed = List.of(
                "", // Misskey's directory
                "", // that is right
                "/home/admin/keep",
                "",
                "", // network
                "", // database
                "", // user
                "", // password, as it was found
                "Europe/Berlin",
                "",
                "4",
                "*/5 * * * *",
                "often",
                "",
                "5",
                "3",
                "2",
                "",
                "2",
                ENDPOINT,
                "",
                "files",
                KEY_ID,
                SECRET,
                "2",
                "media.example.com",
                "",
                "1",
                "1",
                "",
                "yes");
        return TypedLines.through(language, typed, face -> setUp(host, face, Map.of(), false));
    }

    private static void alone(DemoHost host, Map<String, String> answers) {
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Given given = new Given(answers, true, false, false, false, Optional.empty());
        try (Unattended face = Unattended.open(Language.EN, given, out, out)) {
            setUp(host, face, answers, true);
        }
    }

    private static String saved(DemoHost host) {
        return new String(host.files().read(ADMIN.resolve(SAVED), 1 << 16), StandardCharsets.UTF_8);
    }

    /** One file after the other: what differs is to be seen. */
    private static void assertSame(DemoHost one, DemoHost other) {
        Map<String, String> mine = written(one);
        Map<String, String> theirs = written(other);
        assertThat(mine.keySet()).isEqualTo(theirs.keySet());
        mine.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(theirs.get(name)));
    }

    @ParameterizedTest
    @EnumSource
    void lineModeIsForScreenReadersToTheLastByte(Language language) {
        TypedLines typed = inLines(language, host());
        String printed = typed.printed();
        assertThat(printed.chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
        assertThat(printed.lines().filter(line -> TextWidth.of(line) > 80)).isEmpty();
        assertThat(printed.lines().filter(line -> line.strip().matches("([-=_.*#~|])\\1{3,}")))
                .isEmpty();
        assertThat(printed).doesNotContain(SECRET).doesNotContain("made-up-for-the-demo");
        assertThat(printed.lines().filter(line -> line.contains("? ")).filter(line -> line.contains("<")))
                .as("how to go back and to be helped is said at every choice")
                .hasSizeGreaterThan(5);
    }

    @Test
    void u68GiveTheSameFilesByteForByte() {
        DemoHost full = host();
        onTheWholeScreen(full);

        DemoHost line = host();
        TypedLines typed = inLines(Language.EN, line);
        assertThat(typed.left())
                .as("lines nobody asked for in%n%s", typed.seen())
                .isZero();

        DemoHost alone = host();
        alone.files().write(ADMIN.resolve("r2.txt"), SECRET.getBytes(StandardCharsets.UTF_8), Files.PRIVATE);
        Map<String, String> answers = new HashMap<>(AnswersFile.read(saved(full), SAVED));
        answers.put("r2_secret_file", ADMIN.resolve("r2.txt").toString());
        alone(alone, answers);

        assertThat(written(full)).containsKey("/home/admin/keep/secrets/r2_secret_access_key 600");
        assertSame(line, full);
        assertSame(alone, full);
        assertThat(saved(line)).isEqualTo(saved(full)).isEqualTo(saved(alone));
    }
}
