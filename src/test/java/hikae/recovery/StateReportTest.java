package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupDirectoryReader;
import hikae.recovery.record.ServedDatabases;
import hikae.recovery.run.RestoreTarget;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.work.Report;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code restore status} says of a run, in the operator's language. */
class StateReportTest {
    private final MadeUpServer server = new MadeUpServer();

    /** In Japanese the unit stood without its number. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EN | 17%, 7 of 40 indexes and constraints; now IDX_note_uri",
                "JA | 17%(7/40 個目のインデックスと制約。現在: IDX_note_uri)"
            })
    void howFarItHasComeIsANumberOfWhat(Language language, String said) throws InterruptedException {
        Path folder = Killed.after(server, "pin");
        Path journal = folder.resolve("journal.jsonl");
        Killed.write(server, journal, Killed.read(server, journal) + """
                {"what":"progress","at":"2025-11-23T05:06:30Z","done":7,"total":40,"unit":{"key":"recovery.finishing","args":["IDX_note_uri"]}}
                """);

        assertThat(told(language)).contains(said);
    }

    private String told(Language language) {
        BackupDirectory directory = new BackupDirectoryReader(server.host, true).read(MadeUpServer.HOME, "");
        Report report = new StateReport(
                        server.host,
                        directory,
                        RecoveryHistory.look(server.host, directory.directory()),
                        ServedDatabases.look(server.host, RestoreTarget.of(directory)),
                        ZoneId.of("Asia/Tokyo"))
                .report(language);
        Messages words = Messages.in(language);
        return report.lines().stream()
                .flatMap(line -> line.value().stream())
                .map(words::say)
                .collect(Collectors.joining("\n"));
    }
}
