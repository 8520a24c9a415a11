package hikae.backup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.dumps.Dump;
import hikae.dump.DumpFacts;
import hikae.dump.DumpReport;
import hikae.dump.file.DumpFormat;
import hikae.host.Files;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.Problem;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a dump before anybody needs it: on which servers it can be restored. */
class DumpLinesTest {
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-29T12:00:00+09:00[Asia/Tokyo]");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "15.8 | transaction_timeout | Restorable on: PostgreSQL 15 and newer; left out where the server does not know it: transaction_timeout (17+)",
                "17.2 | transaction_timeout | Restorable on: PostgreSQL 17 and newer",
                "15.8 | '' | Restorable on: PostgreSQL 15 and newer",
                "?    | '' | ''",
            })
    void saysOnWhichServersItCanBeRestored(String server, String setting, String said) {
        Messages words = Messages.in(Language.EN);
        String shown = DumpLines.servers(facts(server, setting)).stream()
                .map(line -> words.say(line.text()) + ": "
                        + line.value().map(words::say).orElse(""))
                .reduce("", String::concat);
        assertThat(shown).isEqualTo(said);
    }

    @Test
    void ofOneThatIsNoGoodItIsNotSaidWhereItCanBeRestored() {
        Path path = Path.of("/b/backups/last/misskey-20251123-040000.sql.gz");
        Files.State state = new Files.State(Files.Kind.FILE, 1, 0644, 0, NOW.toInstant(), NOW.toInstant(), "1:1", 1);
        for (boolean good : new boolean[] {true, false}) {
            List<Finding> findings = good ? List.of() : List.of(Finding.no(Problem.of("dump-empty", "x", 3L)));
            Dump.Verified read = new Dump.Verified(new DumpReport(facts("15.8", ""), findings), NOW.toInstant());
            Dump dump = new Dump(List.of(path), state, Optional.of(read));
            DumpLines lines = new DumpLines(NOW);
            assertThat(Stream.concat(lines.servers(dump).stream(), lines.details(dump).stream())
                            .filter(line -> line.text().key().equals("dump.restorable")))
                    .hasSize(good ? 2 : 0);
        }
    }

    private static DumpFacts facts(String server, String setting) {
        return new DumpFacts(
                DumpFormat.SQL,
                1,
                1,
                "",
                Optional.of(server),
                Optional.of("18.0"),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                true,
                Map.of(),
                Optional.empty(),
                setting.isEmpty() ? Map.of() : Map.of(setting, 17));
    }
}
