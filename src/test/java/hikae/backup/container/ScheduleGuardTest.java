package hikae.backup.container;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.dumps.Counted;
import hikae.backup.dumps.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hook itself, run by this machine's shell with a psql that says what the test wants. */
class ScheduleGuardTest {
    private static final String WHOLE = "rows note 407\nrows user 12\nrows counted\n";
    private static final String EMPTY = "rows note 0\nrows user 0\nrows counted\n";

    private record Ended(int status, String errors) {}

    @TempDir
    Path home;

    private Path backups;
    private Path note;

    @BeforeEach
    void write() throws IOException {
        Files.write(home.resolve("hook"), ScheduleGuard.file());
        Files.setPosixFilePermissions(home.resolve("hook"), fromString("rwxr-xr-x"));
        backups = Files.createDirectory(home.resolve("backups"));
        note = backups.resolve(Counted.NOTE);
        says(WHOLE, 0);
    }

    private void says(String rows, int status) throws IOException {
        Path psql = home.resolve("psql");
        Files.writeString(psql, "#!/bin/sh\ncat >\"$0.asked\"\nprintf '" + rows + "'\nexit " + status + "\n");
        Files.setPosixFilePermissions(psql, fromString("rwxr-xr-x"));
    }

    private Ended hook(String moment, String... settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("hook").toString(), moment);
        builder.environment().put("PATH", home + ":" + System.getenv("PATH"));
        builder.environment().put("BACKUP_DIR", backups.toString());
        builder.environment().put("POSTGRES_DB", "misskey");
        for (String setting : settings) {
            builder.environment().put(setting.split("=")[0], setting.split("=")[1]);
        }
        Process process = builder.start();
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return new Ended(
                    process.exitValue(), new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private Ended passed() {
        return new Ended(0, "");
    }

    @Test
    void afterABackupItNotesWhatThereIs() throws IOException {
        assertThat(hook("post-backup")).isEqualTo(passed());
        assertThat(note).hasContent(WHOLE);
        assertThat(Files.readString(home.resolve("psql.asked"))).isEqualTo(InsideCommand.ROWS);
        says(EMPTY, 0);
        assertThat(hook("post-backup")).isEqualTo(passed());
        assertThat(note).hasContent(EMPTY);
        assertThat(backups.toFile().list()).containsExactly(Counted.NOTE);
    }

    @Test
    void noBackupIsMadeOfAnEmptiedDatabaseAndOneLineSaysSo() throws IOException {
        hook("post-backup");
        says(EMPTY, 0);
        Ended ended = hook("pre-backup");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.errors().lines())
                .singleElement()
                .asString()
                .startsWith(ScheduleGuard.SAYS + ": notes 407 -> 0, users 12 -> 0 since ")
                .endsWith("Meant? hikae backup --accept-shrunk");
        assertThat(note).hasContent(WHOLE);
    }

    @ParameterizedTest
    @CsvSource({
        "407, 12, 0, 0",
        "407, 12, 0, 12",
        "407, 12, 407, 0",
        "407, 12, 203, 12",
        "407, 12, 204, 12",
        "407, 12, 900, 13",
        "6000000, 197613, 2900000, 197613",
        "6000000, 197613, 6000000, 90000",
        "20, 2, 9, 2",
        "20, 2, 10, 2",
        "19, 2, 0, 2",
        "3, 2, 0, 1",
        "3, 1, 0, 0",
        "0, 0, 0, 0"
    })
    void itJudgesAsTheProgramDoes(long notes, long users, long notesNow, long usersNow) throws IOException {
        Files.writeString(note, lines(notes, users));
        says(lines(notesNow, usersNow), 0);
        boolean held = hook("pre-backup").status() != 0;
        assertThat(held).isEqualTo(new Rows(notesNow, usersNow).isShrunkFrom(new Rows(notes, users)));
    }

    private static String lines(long notes, long users) {
        return "rows note " + notes + "\nrows user " + users + "\nrows counted\n";
    }

    @Test
    void aTableThatIsGoneIsAnEmptyOne() throws IOException {
        hook("post-backup");
        says("rows user 12\nrows counted\n", 0);
        assertThat(hook("pre-backup").status()).isEqualTo(1);
    }

    @Test
    void whatIsMeantIsLetThrough() throws IOException {
        hook("post-backup");
        says(EMPTY, 0);
        assertThat(hook("pre-backup", "HIKAE_ACCEPT_SHRUNK=yes")).isEqualTo(passed());
        hook("post-backup");
        assertThat(hook("pre-backup")).isEqualTo(passed());
    }

    @Test
    void aDatabaseThatCannotBeAskedIsForPgDumpToTell() throws IOException {
        hook("post-backup");
        says("", 2);
        assertThat(hook("pre-backup")).isEqualTo(passed());
        assertThat(hook("post-backup")).isEqualTo(passed());
        assertThat(note).hasContent(WHOLE);
    }

    @Test
    void theFirstBackupIsMade() throws IOException {
        says(EMPTY, 0);
        assertThat(hook("pre-backup")).isEqualTo(passed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rows note many", "rows note 99999999999999999999", "-rf $(exit 1)", "rows note 0407"})
    void aNoteThatIsNoneStopsNothing(String text) throws IOException {
        Files.writeString(note, text);
        assertThat(hook("pre-backup").status()).isZero();
    }

    @Test
    void whatSomebodyElsePutsThereStopsAndCatchesNothing() throws IOException {
        Files.createDirectory(note);
        assertThat(hook("pre-backup")).isEqualTo(passed());
        assertThat(hook("post-backup")).isEqualTo(passed());
        Files.delete(note.resolve(Counted.NOTE + ".new"));
        Files.delete(note);
        Path other = Files.writeString(home.resolve("other"), "mine");
        Files.createSymbolicLink(backups.resolve(Counted.NOTE + ".new"), other);
        assertThat(hook("post-backup")).isEqualTo(passed());
        assertThat(other).hasContent("mine");
        assertThat(note).hasContent(WHOLE);
    }

    @Test
    void aPipeInTheNotesPlaceIsNotWaitedFor() throws IOException, InterruptedException {
        for (Path path : List.of(note, backups.resolve(Counted.NOTE + ".new"))) {
            assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                    .isZero();
        }
        assertThat(hook("pre-backup")).isEqualTo(passed());
        assertThat(hook("post-backup")).isEqualTo(passed());
        assertThat(note).isRegularFile().hasContent(WHOLE);
    }

    @Test
    void anErrorOfTheImageIsNotItsBusiness() throws IOException {
        assertThat(hook("error")).isEqualTo(passed());
        assertThat(note).doesNotExist();
    }
}
