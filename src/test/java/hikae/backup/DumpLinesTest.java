package hikae.backup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.dump.DumpFacts;
import hikae.dump.DumpFormat;
import hikae.text.Language;
import hikae.text.Messages;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        String shown = new DumpLines(NOW)
                .held(facts(server, setting)).stream()
                        .filter(line -> line.text().key().equals("dump.restorable"))
                        .map(line -> words.say(line.text()) + ": "
                                + line.value().map(words::say).orElse(""))
                        .reduce("", String::concat);
        assertThat(shown).isEqualTo(said);
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
