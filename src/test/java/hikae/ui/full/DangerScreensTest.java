package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.backup.BackupCommand;
import hikae.backup.VerifyCommand;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.recovery.KeptCommand;
import hikae.recovery.RestoreCommand;
import hikae.setup.SetupCommand;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.ui.FrontEnd;
import hikae.ui.auto.Unattended;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import hikae.work.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The screens on which something could be lost: Enter alone, doubtful backups. */
class DangerScreensTest {
    private static final Path LAST = Path.of("/home/admin/misskey-backup/backups/last");

    private final DemoHost host =
            new DemoHost(Clock.fixed(Instant.parse("2025-11-23T05:05:00Z"), ZoneId.of("Asia/Tokyo")));

    @BeforeEach
    void setUp() {
        alone(Map.of(), (face, given) -> new SetupCommand(new Session(host, face, given), false).run());
    }

    private void alone(Map<String, String> answers, BiFunction<FrontEnd, Given, Optional<ExitCode>> flow) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Given given = new Given(answers, true, false, false, false, Optional.empty());
        try (Unattended face = Unattended.open(Language.EN, given, nowhere, nowhere)) {
            assertThat(flow.apply(face, given)).isPresent();
        }
    }

    private static FakeTerminal terminal() {
        return new FakeTerminal(Language.EN, 80, 24, Messages::in);
    }

    /** The flow that a dangerous command starts, as its screens are led through. */
    private Optional<ExitCode> begin(String command, FrontEnd face) {
        KeptCommand kept = new KeptCommand(new Session(host, face, Given.nothing()));
        return switch (command) {
            case "undo" -> kept.undo();
            case "forget" -> kept.forget();
            default -> new RestoreCommand(new Session(host, face, Given.nothing()), Optional.empty()).run();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"restore", "undo", "forget"})
    void u41EnterAloneChangesNothing(String command) {
        if (!command.equals("restore")) {
            alone(
                    Map.of("confirm", "example.com"),
                    (face, given) -> new RestoreCommand(new Session(host, face, given), Optional.empty()).run());
        }
        Map<Path, byte[]> before = new HashMap<>(host.memory().all());
        List<Docker.Container> running = host.docker().containers();
        FakeTerminal terminal = terminal();
        if (command.equals("restore")) {
            terminal.until("Choose a backup").press(Kind.ENTER);
        }
        terminal.until(command.equals("forget") ? "name" : "address");
        for (int i = 0; i < 30; i++) {
            terminal.press(Kind.ENTER);
        }
        terminal.press(Key.typed('a')).press(Kind.ENTER, Kind.ENTER); // a letter of the field, not the consent
        begin(command, terminal.face);
        assertThat(changed(before)).isEmpty();
        assertThat(host.docker().containers()).isEqualTo(running);
        assertThat(terminal.isScriptOver()).isTrue();
    }

    @Test
    void aBackupOfADatabaseThatHasLostItsDataIsShownWithTheFiguresAndEnterAloneMakesNone() {
        byte[] noted = "rows note 407\nrows user 12\nrows counted\n".getBytes(StandardCharsets.UTF_8);
        host.files().write(LAST.resolveSibling("hikae-rows"), noted, Files.PUBLIC);
        Map<Path, byte[]> before = new HashMap<>(host.memory().all());
        FakeTerminal terminal = terminal();
        terminal.until("a applies").sees("! The database has lost data").sees("notes to 1", "12 users to 2");
        for (int i = 0; i < 5; i++) {
            terminal.press(Kind.ENTER);
        }
        terminal.press(Kind.ESC);
        assertThat(new BackupCommand(new Session(host, terminal.face, Given.nothing())).run())
                .isEmpty();
        assertThat(changed(before)).isEmpty();
        assertThat(terminal.isScriptOver()).isTrue();
    }

    private List<Path> changed(Map<Path, byte[]> before) {
        Map<Path, byte[]> now = new HashMap<>(host.memory().all());
        now.entrySet().removeIf(e -> Arrays.equals(before.get(e.getKey()), e.getValue()));
        return new ArrayList<>(now.keySet());
    }

    @Test
    void u44ASmallADamagedAnUnfinishedAndANewerBackupAreMarkedInTheList() throws IOException {
        byte[] whole = host.memory().all().entrySet().stream()
                .filter(e ->
                        e.getKey().startsWith(LAST) && e.getKey().toString().endsWith(".sql.gz"))
                .map(Map.Entry::getValue)
                .filter(bytes -> bytes.length > 100)
                .findFirst()
                .orElseThrow();
        String sql = unpacked(whole);
        dump("misskey-20251101-040000.sql.gz", Arrays.copyOf(whole, whole.length - 40));
        dump("misskey-20251102-040000.sql.gz", packed(sql.replace("-- PostgreSQL database dump complete", "--")));
        dump("misskey-20251103-040000.sql.gz", packed(sql.replace("database version 15.8", "database version 17.2")));
        dump("misskey-20251104-040000.sql.gz", packed(sql + "-- " + random(whole.length * 3) + "\n"));
        dump("misskey-20251105-040000.sql.gz", packed(sql + "-- " + random(whole.length * 3) + "\n"));
        dump("misskey-20251106-040000.sql.gz", packed(sql + "-- " + random(whole.length * 3) + "\n"));
        alone(
                Map.of(),
                (face, given) -> new VerifyCommand(new Session(host, face, given), Optional.empty(), true).run());
        FakeTerminal terminal = terminal();
        terminal.until("Choose a backup");
        for (int row = 0; row < 7; row++) {
            terminal.press(Kind.DOWN);
        }
        terminal.sees("  1  [").press(Kind.ESC);
        begin("restore", terminal.face);
        assertThat(terminal.seen())
                .contains("  5  [ !] ", "This backup is small", "is of PostgreSQL 17, but the database server is 15")
                .contains("  6  [NG] ", "breaks off at line", "  7  [NG] ", "the end of the gzip file is missing");
    }

    private void dump(String name, byte[] bytes) {
        host.files().write(LAST.resolve(name), bytes, Files.PUBLIC);
    }

    private static String random(int length) {
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private static byte[] packed(String sql) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(sql.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String unpacked(byte[] bytes) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
