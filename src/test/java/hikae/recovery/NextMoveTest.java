package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.Program;
import hikae.flow.Session;
import hikae.setup.ScheduleCommand;
import hikae.work.ExitCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is offered after an interruption does what it says, and says before the yes what will be live. */
class NextMoveTest {
    private final MadeUpServer server = new MadeUpServer();

    @ParameterizedTest
    @CsvSource({"load, true, true", "stop-web, true, true", "switch, true, false", "start-web, true, false"})
    void onlyWhatLeadsWhereItSaysIsOffered(String last, boolean on, boolean back) throws InterruptedException {
        Killed.after(server, last);

        server.run(
                Map.of("--json", ""),
                (face, given) -> new RestoreStatusCommand(new Session(server.host, face, given)).show());
        assertThat(server.out()).contains("\"continue\":" + on, "\"back\":" + back);
        server.run(Map.of(), (face, given) -> new RestoreStatusCommand(new Session(server.host, face, given)).show());
        assertThat(server.out().contains("hikae restore back")).isEqualTo(back);
        assertThat(server.out().contains("hikae restore continue")).isEqualTo(on);
        assertThat(server.out()).contains("Live now", "48,213 notes");
    }

    @Test
    void oneThatHadTurnedBackIsNotGoneOnWith() throws InterruptedException {
        Path folder = Killed.after(server, "load");
        Path journal = folder.resolve("journal.jsonl");
        Killed.write(
                server,
                journal,
                Killed.read(server, journal) + "{\"what\":\"back\",\"at\":\"2025-11-23T05:30:00Z\"}\n");

        assertThat(takeUp(true)).contains(ExitCode.PROBLEM);
        assertThat(server.out()).contains("turned back", "hikae restore back");
        assertThat(takeUp(false)).contains(ExitCode.DONE);
        assertThat(server.out()).contains("Taken back");
    }

    @Test
    void goingOnSaysBeforeTheYesWhatWillBeLiveAndWhatIsKept() throws InterruptedException {
        Killed.after(server, "load");

        assertThat(takeUp(true, "--dry-run")).contains(ExitCode.DONE);
        assertThat(server.out())
                .contains(
                        "Live afterwards: the backup /",
                        "newest note",
                        "Kept under another name: misskey: newest note");
        assertThat(takeUp(true)).contains(ExitCode.DONE);
        assertThat(server.err()).contains("Live afterwards: the backup /");
        assertThat(server.out()).contains("Live now", "misskey: newest note", "hikae_kept_", "Restored");
    }

    @Test
    void goingBackSaysBeforeTheYesWhatStays() throws InterruptedException {
        Killed.after(server, "stop-web");

        assertThat(takeUp(false)).contains(ExitCode.DONE);
        assertThat(server.err()).contains("Live now, and afterwards: misskey: newest note", "1.9 GB");
        assertThat(server.out()).contains("Taken back", "Live now", "1.9 GB");
    }

    @Test
    void afterTheSwitchNothingIsSaidToBeDropped() throws InterruptedException {
        Path folder = Killed.after(server, "switch");
        Path journal = folder.resolve("journal.jsonl");
        Killed.write(
                server,
                journal,
                Killed.read(server, journal) + "{\"what\":\"back\",\"at\":\"2025-11-23T05:30:00Z\"}\n");

        assertThat(takeUp(true, "--dry-run")).contains(ExitCode.DONE);
        assertThat(server.out())
                .contains("Live afterwards: misskey", "Kept: hikae_kept_")
                .doesNotContain("never served", "dropped");
    }

    @Test
    void aHostThatIsTypedMustBeThisOneForAllOfThem() throws InterruptedException {
        Killed.after(server, "load");

        for (boolean on : new boolean[] {true, false}) {
            assertThatThrownBy(() -> takeUp(on, "confirm=example.org")).hasMessageContaining("recovery-confirm");
        }
        assertThat(takeUp(true, "confirm=example.com")).contains(ExitCode.DONE);
    }

    /** The program did not know the word behind {@code continue}. */
    @ParameterizedTest
    @CsvSource({"continue", "back"})
    void theHostCanBeTypedBehindTheCommand(String command) throws InterruptedException {
        Killed.after(server, "load");
        String[] words = {
            "restore", command, "--backup-dir", MadeUpServer.HOME.toString(), "--yes", "--json", "--confirm"
        };

        assertThat(said(words, "example.org").problem()).isEqualTo("recovery-confirm");
        assertThat(said(words, "example.com").status()).isZero();
    }

    private Program.Ended said(String[] words, String host) {
        return Program.run(
                server.host, Stream.concat(Stream.of(words), Stream.of(host)).toArray(String[]::new));
    }

    @Test
    void undoNamesTheRestoreItUndoes() {
        restore();
        server.run(
                Map.of("confirm", "example.com", "--dry-run", ""),
                (face, given) -> new KeptCommand(new Session(server.host, face, given)).undo());
        assertThat(server.out())
                .contains(
                        "This undoes the restore of Sun 23 Nov 2025 14:0",
                        "from /",
                        ".sql.gz",
                        "Live afterwards: hikae_kept_");

        Optional<ExitCode> undone = server.run(
                Map.of("confirm", "example.com", "--json", ""),
                (face, given) -> new KeptCommand(new Session(server.host, face, given)).undo());
        assertThat(undone).contains(ExitCode.DONE);
        assertThat(server.out())
                .contains(
                        "\"undoes\":\"2025112",
                        "-restore\"",
                        "\"undoes_backup\":\"/",
                        "\"undoes_switched_at\":\"2025-11-23T05:0");
        assertThat(server.out()).contains("\"live\":{\"name\":\"misskey\"");
    }

    /** It swapped in the database of an earlier one. */
    @Test
    void undoIsOfTheLastRestoreAndOfNoEarlierOne() {
        String earlier = keptBy(this::restore);
        String last = keptBy(this::restore);
        server.run(
                Map.of("confirm", "example.com", "--dry-run", ""),
                (face, given) -> new KeptCommand(new Session(server.host, face, given)).undo());

        assertThat(last).isNotEqualTo(earlier);
        assertThat(server.out()).contains("Live afterwards: " + last).doesNotContain(earlier);
    }

    private String keptBy(Runnable run) {
        run.run();
        Matcher name = Pattern.compile("hikae_kept_\\w+").matcher(server.out());
        assertThat(name.find()).as(server.out()).isTrue();
        return name.group();
    }

    /** It said that there is no kept database while there were two. */
    @Test
    void whichOfSeveralIsToBeDroppedMustBeSaid() {
        restore();
        restore();
        Optional<ExitCode> exit = server.run(
                Map.of("confirm_name", "hikae_kept_x"),
                (face, given) -> new KeptCommand(new Session(server.host, face, given)).forget());
        assertThat(exit).contains(ExitCode.WRONG_USE);
        assertThat(server.err()).contains("several databases are kept", "hikae restore forget hikae_kept_");
    }

    /** The rehearsal said it in UTC, others in the zone of the schedule. */
    @Test
    void everyTimeIsInTheZoneOfTheSchedule() throws InterruptedException {
        Optional<ExitCode> changed = server.run(
                Map.of("timezone", "America/New_York"),
                (face, given) -> new ScheduleCommand(new Session(server.host, face, given)).run());
        assertThat(changed).as(server.err()).contains(ExitCode.DONE);
        server.run(
                Map.of(),
                (face, given) -> new RehearseCommand(new Session(server.host, face, given), Optional.empty()).run());
        inEasternTime();
        restore();
        inEasternTime();
        server.run(Map.of(), (face, given) -> new RestoreStatusCommand(new Session(server.host, face, given)).show());
        inEasternTime();
        server.run(
                Map.of("confirm", "example.com", "--dry-run", ""),
                (face, given) -> new KeptCommand(new Session(server.host, face, given)).undo());
        inEasternTime();
        Killed.after(server, "load");
        takeUp(true, "--dry-run");
        inEasternTime();
    }

    private void inEasternTime() {
        assertThat(server.out()).contains("EST").doesNotContain("JST", "UTC");
    }

    /** It was said to be offline for some seconds, and about 0 s after a tiny one. */
    @Test
    void howLongMisskeyIsAwayIsToldFromTheLastTime() {
        String first = dryRun();
        assertThat(first).contains("how long that takes was not seen here yet").doesNotContain("some seconds", "0 s");
        restore();
        assertThat(dryRun()).contains("about 1 s offline, as the last time").doesNotContain("some seconds", " 0 s");
    }

    private String dryRun() {
        server.run(
                Map.of("confirm", "example.com", "--dry-run", ""),
                (face, given) -> new RestoreCommand(new Session(server.host, face, given), Optional.empty()).run());
        return server.out().replaceAll("\\s+", " ");
    }

    private void restore() {
        assertThat(server.run(
                        Map.of("confirm", "example.com"),
                        (face, given) ->
                                new RestoreCommand(new Session(server.host, face, given), Optional.empty()).run()))
                .as(server.err())
                .contains(ExitCode.DONE);
    }

    private Optional<ExitCode> takeUp(boolean on, String... more) {
        Map<String, String> answers = new HashMap<>();
        for (String one : more) {
            String[] parts = one.split("=");
            answers.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return server.run(answers, (face, given) -> {
            ResumeRun run = new ResumeRun(new Session(server.host, face, given), MadeUpServer.HOME);
            return on ? run.goOn() : run.goBack();
        });
    }
}
