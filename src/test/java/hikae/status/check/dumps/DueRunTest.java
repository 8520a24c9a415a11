package hikae.status.check.dumps;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.schedule.CronSchedule;
import hikae.status.Sight;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueRunTest {
    @ParameterizedTest
    @CsvSource({
        // daily: a tenth of the day is 2 h 24 min
        "0 4 * * *, 2025-11-24T06:23:59+09:00, 2025-11-23T04:00+09:00",
        "0 4 * * *, 2025-11-24T06:24:00+09:00, 2025-11-24T04:00+09:00",
        "0 4 * * *, 2025-11-24T03:59:00+09:00, 2025-11-23T04:00+09:00",
        // every six hours: an hour is more than a tenth
        "0 */6 * * *, 2025-11-24T06:59:59+09:00, 2025-11-24T00:00+09:00",
        "0 */6 * * *, 2025-11-24T07:00:00+09:00, 2025-11-24T06:00+09:00",
        // weekly: a tenth is 16 h 48 min
        "0 4 * * 0, 2025-11-23T20:47:59+09:00, 2025-11-16T04:00+09:00",
        "0 4 * * 0, 2025-11-23T20:48:00+09:00, 2025-11-23T04:00+09:00",
        // every minute
        "* * * * *, 2025-11-24T10:00:30+09:00, 2025-11-24T09:00+09:00",
        // once a year
        "0 4 29 2 *, 2025-11-24T10:00:00+09:00, 2024-02-29T04:00+09:00",
        // a pause: a whole one, and an hour or a tenth
        "@every 6h, 2025-11-24T10:00:00+09:00, 2025-11-24T03:00+09:00",
        "@every 20h, 2025-11-24T10:00:00+09:00, 2025-11-23T12:00+09:00",
    })
    void theLastRunThatMustBeOver(String schedule, String now, String due) {
        assertThat(DueRun.before(
                        CronSchedule.parse(schedule),
                        ZonedDateTime.parse(now).withZoneSameInstant(Sight.NOW.getZone()),
                        Instant.EPOCH))
                .contains(ZonedDateTime.parse(due).toInstant());
    }

    @Test
    void aScheduleWithoutRunsHasNone() {
        assertThat(DueRun.before(CronSchedule.parse("0 4 30 2 *"), Sight.NOW, Instant.EPOCH))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // it is 10:00; the schedule was changed, or the server started, at 09:00
        "0 4 * * *, 2025-11-23T04:00+09:00",
        "0 * * * *, 2025-11-23T09:00+09:00",
        "0 4 * * 0, 2025-11-16T04:00+09:00",
        "@every 6h, 2025-11-23T03:00+09:00",
    })
    void aRunBeforeTheContainerStartedIsForgivenOnce(String schedule, String due) {
        Instant started = ZonedDateTime.parse("2025-11-24T09:30+09:00").toInstant();
        assertThat(DueRun.before(CronSchedule.parse(schedule), Sight.NOW, started))
                .contains(ZonedDateTime.parse(due).toInstant());
    }
}
