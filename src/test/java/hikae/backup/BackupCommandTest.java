package hikae.backup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.backup.container.InsideCommand;
import hikae.backup.dumps.Counted;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.host.Files;
import hikae.setup.SetupCommand;
import hikae.text.Language;
import hikae.ui.auto.Unattended;
import hikae.work.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The flow on the made-up server. */
class BackupCommandTest {
    private static final Path COMPOSE = Path.of("/home/admin/misskey-backup/compose.yml");

    private final AtomicLong now =
            new AtomicLong(Instant.parse("2025-11-23T05:05:00Z").toEpochMilli());
    private final DemoHost host = new DemoHost(new Later());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Given given = new Given(Map.of(), true, false, false, false, Optional.empty());
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Unattended face = Unattended.open(
            Language.EN,
            given,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(errors, true, StandardCharsets.UTF_8));

    @BeforeEach
    void setUp() {
        new SetupCommand(new Session(host, face, given), false).run();
        out.reset();
        now.addAndGet(Duration.ofHours(1).toMillis());
    }

    @Test
    void aBackupEndsWithTheTimeOfTheNext() {
        assertThat(backup()).contains(ExitCode.DONE);
        assertThat(said()).contains("Mon 24 Nov 2025 04:00 JST");
    }

    @ParameterizedTest
    @CsvSource({"Asia/Tokyo, Asia/Tokio", "0 4 * * *, 0 4 * *", "0 4 * * *, 0 4 31 2 *"})
    void aBackupThatWasMadeIsToldThoughTheFileHoldsNoTimeForTheNext(String good, String bad) {
        String edited = new String(host.files().read(COMPOSE, 1 << 20), StandardCharsets.UTF_8).replace(good, bad);
        assertThat(edited).contains(bad);
        host.files().write(COMPOSE, edited.getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
        assertThat(backup()).contains(ExitCode.DONE);
        assertThat(said()).contains("last/misskey-").doesNotContain("04:00");
    }

    @Test
    void aBackupKeepsMisskeysOwnFilesOnlyWhereTheyHaveChanged() {
        Path copies = COMPOSE.resolveSibling("instance");
        assertThat(host.files().list(copies)).hasSize(1);
        backup();
        assertThat(host.files().list(copies)).hasSize(1);
        now.addAndGet(Duration.ofHours(1).toMillis());
        Path env = DemoHost.MISSKEY.resolve(".config/docker.env");
        host.files().write(env, "POSTGRES_PASSWORD=another\n".getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
        assertThat(backup()).contains(ExitCode.DONE);
        assertThat(host.files().list(copies)).hasSize(2);
        assertThat(said()).doesNotContain("another");
    }

    /** The made-up database has a note and two users; after the last backup there were more, says the note. */
    private void shrink() {
        Path note = COMPOSE.resolveSibling("backups").resolve(Counted.NOTE);
        byte[] before = "rows note 407\nrows user 12\nrows counted\n".getBytes(StandardCharsets.UTF_8);
        host.files().write(note, before, Files.PUBLIC);
    }

    private int dumps() {
        return host.files()
                .list(COMPOSE.resolveSibling("backups").resolve("last"))
                .size();
    }

    @Test
    void consentAloneMakesNoBackupOfADatabaseThatHasLostItsData() {
        shrink();
        int before = dumps();
        assertThat(backup()).contains(ExitCode.LEFT);
        assertThat(face.exit()).contains(ExitCode.PROBLEM);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("from about 407 notes to 1, from about 12 users to 2", "--accept-shrunk");
        assertThat(dumps()).isEqualTo(before);
    }

    @Test
    void whatIsMeantIsAskedForWithTheCommand() {
        shrink();
        int before = dumps();
        Given meant = given.answering(Map.of(Given.ACCEPT_SHRUNK, "yes"));
        Unattended agreed = Unattended.open(Language.EN, meant, silent(), silent());
        assertThat(new BackupCommand(new Session(host, agreed, meant)).run()).contains(ExitCode.DONE);
        assertThat(dumps()).isEqualTo(before + 1);
    }

    @Test
    void theHookIsToldWhatWasAgreedTo() {
        assertThat(InsideCommand.BACKUP_SHRUNK)
                .contains("HIKAE_ACCEPT_SHRUNK=yes")
                .endsWith("/backup.sh");
    }

    private static PrintStream silent() {
        return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    }

    private Optional<ExitCode> backup() {
        return new BackupCommand(new Session(host, face, given)).run();
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Stands still until it is put forward: the image names a dump by the second. */
    private final class Later extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now.get());
        }
    }
}
