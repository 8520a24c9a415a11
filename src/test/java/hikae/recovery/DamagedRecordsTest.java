package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.flow.Session;
import hikae.status.StatusCommand;
import hikae.work.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The record of a restore was damaged: that is told with a way out, and is neither no restore nor a bug. */
class DamagedRecordsTest {
    private final MadeUpServer server = new MadeUpServer();

    @Test
    void aJournalThatIsGoneIsNotNoRestore() throws InterruptedException {
        Path folder = Killed.after(server, "stop-web");
        server.host.files().remove(folder.resolve("journal.jsonl"));

        told(folder, "journal.jsonl is gone");
        assertThat(server.out()).doesNotContain("There has been no restore here yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0\0\0\0", "{\"what\":\"be", "<html>\n"})
    void aJournalThatIsTornIsNotNoRestore(String text) throws InterruptedException {
        Path folder = Killed.after(server, "stop-web");
        Killed.write(server, folder.resolve("journal.jsonl"), text);

        told(folder, "journal.jsonl is torn");
        assertThat(server.out()).doesNotContain("There has been no restore here yet");
    }

    /** Taken for none they would say that Misskey was never stopped, and that nothing was ever switched. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\0\0\0\0", "{\"stopped\":\"mis", "[]", "null"})
    void notesThatAreTornAreNotNone(String text) throws InterruptedException {
        Path folder = Killed.after(server, "stop-web");
        Killed.write(server, folder.resolve("notes.json"), text);

        told(folder, "notes.json is torn");
        assertThat(server.out()).doesNotContain("hikae restore continue", "hikae restore back", "untouched");
        for (boolean on : new boolean[] {true, false}) {
            assertThatThrownBy(() -> server.run(Map.of(), (face, given) -> {
                        ResumeRun run = new ResumeRun(new Session(server.host, face, given), MadeUpServer.HOME);
                        return on ? run.goOn() : run.goBack();
                    }))
                    .hasMessageContaining("recovery-run-damaged");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"port\":\"5432\"|\"port\":\"x\"",
                "\"home\":\"|\"hom\":\"",
                "\"dump\":\"|\"dump\":\"\\u0000",
                "\"input\":{|\"inpu\":{"
            })
    void aHeadThatIsNotWholeIsNotABug(String change) throws InterruptedException {
        Path folder = Killed.after(server, "stop-web");
        Path journal = folder.resolve("journal.jsonl");
        String[] parts = change.split("\\|");
        String text = Killed.read(server, journal);
        assertThat(text).contains(parts[0]);
        Killed.write(server, journal, text.replace(parts[0], parts[1]));

        told(folder, "is not whole");
    }

    /** Of a run that is over nothing hangs on it, but it must not end every command. */
    @ParameterizedTest
    @ValueSource(
            strings = {"switched_at", "offline_since", "online_at", "load_ms", "load_seconds", "dump", "database_bytes"
            })
    void aBadValueInTheNotesOfARunThatIsOverIsLeftOut(String key) {
        assertThat(server.run(
                        Map.of("confirm", "example.com"),
                        (face, given) ->
                                new RestoreCommand(new Session(server.host, face, given), Optional.empty()).run()))
                .contains(ExitCode.DONE);
        Path notes = server.host.files().list(MadeUpServer.HOME.resolve("hikae/runs")).stream()
                .filter(folder -> folder.toString().endsWith("-restore"))
                .findFirst()
                .orElseThrow()
                .resolve("notes.json");
        String noted = Killed.read(server, notes);
        assertThat(noted).contains("\"" + key + "\":");
        Killed.write(
                server,
                notes,
                noted.replaceFirst("\"" + key + "\":(\"[^\"]*\"|\\d+)", "\"" + key + "\":\"\\\\u0000\""));

        assertThat(status()).contains(ExitCode.DONE);
        assertThat(restored("--dry-run")).as(server.err()).contains(ExitCode.DONE);
    }

    private void told(Path folder, String why) {
        String run = folder.getFileName().toString();
        String way = "mv " + folder + " " + MadeUpServer.HOME.resolve("hikae").resolve(run);
        assertThat(status()).contains(ExitCode.CHECK_SAYS_NO);
        assertThat(server.out())
                .contains(run, why, way, "Live now", "newest note")
                .doesNotContain("There has been no restore here yet");
        assertThat(server.out().split(Pattern.quote(way), -1)).as("said once").hasSize(2);
        String said = server.out();
        assertThat(status("--json")).contains(ExitCode.CHECK_SAYS_NO);
        assertThat(server.out()).contains("\"state\":\"damaged\"", "\"damaged\":[\"" + run + "\"]", "\"live\":{");
        server.run(
                Map.of("--json", ""), (face, given) -> new StatusCommand(new Session(server.host, face, given)).show());
        assertThat(server.out())
                .contains("\"id\":\"records\"", "\"problem\":\"recovery-run-damaged\"", "\"verdict\":\"no\"");
        server.run(Map.of(), (face, given) -> new StatusCommand(new Session(server.host, face, given)).show());
        assertThat(server.out()).contains(why, way);
        assertThat(said).doesNotContain("bug");
        status();
    }

    private Optional<ExitCode> status(String... flags) {
        Map<String, String> answers = flags.length == 0 ? Map.of() : Map.of(flags[0], "");
        return server.run(
                answers, (face, given) -> new RestoreStatusCommand(new Session(server.host, face, given)).show());
    }

    private Optional<ExitCode> restored(String flag) {
        return server.run(
                Map.of("confirm", "example.com", flag, ""),
                (face, given) -> new RestoreCommand(new Session(server.host, face, given), Optional.empty()).run());
    }
}
