package hikae.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.text.Problem;
import hikae.text.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneChoiceTest {
    private static final Instant NOW = Instant.parse("2025-11-23T05:05:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Tokyo", "UTC", "Japan", "Etc/GMT-9", "America/Argentina/Buenos_Aires", "EST5EDT"})
    void takesTheIdsOfTheTimeZoneDatabase(String id) {
        assertThat(ZoneChoice.parse(id).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "asia/tokyo;zone-case;Asia/Tokyo",
                "ASIA/TOKYO;zone-case;Asia/Tokyo",
                "america/new york;zone-case;America/New_York",
                "Asia/Tokio;zone-unknown;Asia/Tokyo",
                "Asia/Toky;zone-unknown;Asia/Tokyo",
                "Berlin;zone-unknown;Europe/Berlin",
                "Nowhere/Land-of-Oz;zone-unknown;Asia/Tokyo",
                "SystemV/PST8;zone-unknown;Asia/Tokyo",
                "JST;zone-short;Asia/Tokyo",
                "Tokyo;zone-short;Asia/Tokyo",
                "\u6771\u4eac;zone-short;Asia/Tokyo",
                "JST-9;zone-offset;Asia/Tokyo",
                "UTC+9;zone-offset;Asia/Tokyo",
                "+09:00;zone-offset;Asia/Tokyo",
                "GMT-5;zone-offset;Etc/GMT+5",
                "Asia/Tokyo ;zone-blanks;Asia/Tokyo",
                " Asia/Tokyo;zone-blanks;Asia/Tokyo",
                "\uff35\uff34\uff23;zone-blanks;UTC",
                "../../etc/passwd;zone-path;Asia/Tokyo",
                "/usr/share/zoneinfo/Asia/Tokyo;zone-path;Asia/Tokyo",
                ":Asia/Tokyo;zone-path;Asia/Tokyo"
            },
            delimiter = ';')
    void refusesWhatWouldSilentlyBecomeUtcAndSuggestsAZone(String given, String id, String suggestion) {
        Problem problem = problemOf(given);

        assertThat(problem).isEqualTo(Problem.of(id, given, suggestion));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u3000"})
    void refusesNothingAtAll(String given) {
        assertThat(problemOf(given)).isEqualTo(Problem.of("zone-empty", "Asia/Tokyo"));
    }

    @Test
    void listsWhatMatchesWithBeginningsFirst() {
        assertThat(ZoneChoice.list("tok")).extracting(ZoneChoice::id).startsWith("Asia/Tokyo");
        assertThat(ZoneChoice.list("new y")).extracting(ZoneChoice::id).containsExactly("America/New_York");
        assertThat(ZoneChoice.list("la")).extracting(ZoneChoice::id).startsWith("Africa/Lagos");
        assertThat(ZoneChoice.list("xyzzy")).isEmpty();
    }

    @Test
    void listsEverythingButJavasOwn() {
        assertThat(ZoneChoice.list(""))
                .hasSizeGreaterThan(500)
                .noneMatch(zone -> zone.id().startsWith("SystemV"));
    }

    @Test
    void knowsWhichZonesChangeTheClock() {
        assertThat(ZoneChoice.parse("Asia/Tokyo").hasSummerTime(NOW)).isFalse();
        assertThat(ZoneChoice.parse("America/New_York").hasSummerTime(NOW)).isTrue();
        assertThat(ZoneChoice.parse("Asia/Tokyo").summerTime(NOW).key()).isEqualTo("schedule.zone.no-summer");
    }

    private static Problem problemOf(String given) {
        try {
            return Problem.of("accepted", ZoneChoice.parse(given).id());
        } catch (ProblemException e) {
            return e.problem();
        }
    }
}
