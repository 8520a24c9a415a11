package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.recovery.run.Note;
import hikae.status.StatusCommand;
import hikae.text.Language;
import hikae.work.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code status} tells of a restore that was killed is what {@code restore status} tells: both look, now. */
class StatusInARestoreTest {
    private final MadeUpServer server = new MadeUpServer();

    /** It said that a restore was interrupted, and not that nobody could reach Misskey. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load | Misskey answers. Live: the database from before.",
                "stop-web | Misskey is offline. Live: the database from before.",
                "switch | Misskey is offline. Live: the database that was switched in.",
                "start-web | Misskey answers. Live: the database that was switched in."
            })
    void misskeyAndTheLiveDatabaseAreNamed(String last, String said) throws InterruptedException {
        Killed.after(server, last);

        assertThat(status()).contains(said);
        assertThat(StatusCommand.nagios(server.host, given(), Language.EN).line())
                .startsWith("CRITICAL - unfinished: ")
                .contains(said);
    }

    /** What the records leave open, the database server tells; status named no way on, restore status did. */
    @Test
    void whatOnlyTheServerCanTellIsAskedOfIt() throws InterruptedException {
        Path folder = Killed.after(server, "switch");
        Path notes = folder.resolve("notes.json");
        String noted = Killed.read(server, notes);
        String without = noted.replaceFirst("\"" + Note.SWITCHED_AT.key() + "\":\"[^\"]*\",?", "");
        assertThat(without).isNotEqualTo(noted);
        Killed.write(server, notes, without);

        assertThat(status()).contains("Live: the database that was switched in.", "Bring it to its end");
    }

    /** It advised to go on, which cannot go on, and below that to start what was stopped. */
    @Test
    void aDatabaseThatWasStoppedIsStartedFirst() throws InterruptedException {
        Killed.after(server, "stop-web");
        server.host.docker().containers().stream()
                .filter(one -> one.service().filter("db"::equals).isPresent())
                .forEach(one -> server.host.docker().stop(one.id(), Duration.ofSeconds(1)));

        String first = "First start it: cd " + DemoHost.MISSKEY + " && docker compose up -d db. Then: To go on:";
        assertThat(status()).contains(first);
        server.run(Map.of(), (face, given) -> new RestoreStatusCommand(new Session(server.host, face, given)).show());
        assertThat(server.out().replaceAll("\\s+", " ")).contains(first);
    }

    private String status() {
        assertThat(server.run(
                        Map.of(), (face, given) -> new StatusCommand(new Session(server.host, face, given)).show()))
                .contains(ExitCode.CHECK_SAYS_NO);
        return server.out().replaceAll("\\s+", " ");
    }

    private static Given given() {
        return new Given(Map.of(), true, false, false, false, Optional.empty());
    }
}
