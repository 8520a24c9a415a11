package hikae.backup.container;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Docker;
import hikae.text.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backup by hand never begins in the second in which the scheduler's own begins: both would be one broken file. */
class ScheduledRunsTest {
    private static final Instant STARTED = Instant.parse("2026-11-23T10:00:00.700Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T18:59:56.900Z, 0",
        "2026-11-23T18:59:57.500Z, 5500",
        "2026-11-23T19:00:00Z, 3000",
        "2026-11-23T19:00:00.400Z, 2600",
        "2026-11-23T19:00:02.900Z, 100",
        "2026-11-23T19:00:03Z, 0",
        "2026-11-23T04:00:00Z, 0", // four o'clock elsewhere
    })
    void waitsUntilAScheduledOneHasBegun(Instant now, long millis) {
        assertThat(pause(Map.of("SCHEDULE", "0 4 * * *", "TZ", "Asia/Tokyo"), now))
                .hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T15:59:59Z, 4000", "2026-11-23T16:00:00Z, 3000", "2026-11-23T15:00:00Z, 0"})
    void thePausesOfEveryAreCountedFromTheStart(Instant now, long millis) {
        assertThat(pause(Map.of("SCHEDULE", "@every 6h", "TZ", "Asia/Tokyo"), now))
                .hasMillis(millis);
    }

    @Test
    void oneThatIsMadeAtTheStartCounts() {
        Instant now = STARTED.plusMillis(500);
        Map<String, String> settings = Map.of("SCHEDULE", "0 4 * * *");
        assertThat(pause(settings, now)).isZero();
        Map<String, String> atStart = new HashMap<>(settings);
        atStart.put("BACKUP_ON_START", "TRUE");
        assertThat(pause(atStart, now)).hasMillis(2500);
        assertThat(pause(atStart, now.plusSeconds(5))).isZero();
    }

    @Test
    void withoutSettingsTheImageBacksUpAtMidnightOfUtc() {
        assertThat(pause(Map.of(), Instant.parse("2026-11-24T00:00:01Z"))).hasSeconds(2);
        assertThat(pause(Map.of("SCHEDULE", "gibberish", "TZ", "Asia/Tokio"), Instant.parse("2026-11-24T00:00:01Z")))
                .isZero();
    }

    private static Duration pause(Map<String, String> settings, Instant now) {
        Map<String, Secret> env = new HashMap<>();
        settings.forEach((name, value) -> env.put(name, new Secret(value)));
        Docker.Container container = new Docker.Container(
                "c",
                "c",
                "i",
                "running",
                Optional.empty(),
                STARTED,
                0,
                Map.of(),
                env,
                List.of(),
                List.of(),
                "unless-stopped",
                "");
        return new ScheduledRuns(container).pause(now);
    }
}
