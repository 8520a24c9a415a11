package hikae.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextRunTest {
    private static final int SPECS = 60;
    private static final int DAYS = 40;

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Tokyo", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"})
    void isTheFirstMatchingMinuteThatALookAtEachMinuteFinds(String zone) {
        long seed = Long.getLong("hikae.seed", 7L);
        System.out.println("seed " + seed);
        MadeUpSpecs specs = new MadeUpSpecs(seed);
        Random random = new Random(seed);
        for (int i = 0; i < SPECS; i++) {
            String spec = specs.fiveFields();
            ZonedDateTime after = ZonedDateTime.of(LocalDateTime.of(2026, 1, 1, 0, 0), ZoneId.of(zone))
                    .plusSeconds(random.nextInt(365 * 86_400));

            Optional<ZonedDateTime> naive = NaiveCron.of(spec).next(after, DAYS);
            Optional<ZonedDateTime> ours = CronSchedule.parse(spec).next(after);

            assertThat(ours.filter(run -> run.isBefore(after.plusDays(DAYS))))
                    .as("<%s> after %s, seed %d", spec, after, seed)
                    .isEqualTo(naive);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // the clock goes forward: that time does not exist
        "Europe/Berlin,       30 2 * * *, 2026-03-28T12:00, 2026-03-30T02:30+02:00, 2026-03-31T02:30+02:00",
        "America/New_York,    30 2 * * *, 2026-03-07T12:00, 2026-03-09T02:30-04:00, 2026-03-10T02:30-04:00",
        "Australia/Lord_Howe, 15 2 * * *, 2026-10-03T12:00, 2026-10-05T02:15+11:00, 2026-10-06T02:15+11:00",
        "Australia/Lord_Howe, 45 2 * * *, 2026-10-03T12:00, 2026-10-04T02:45+11:00, 2026-10-05T02:45+11:00",
        // the clock goes back: that time comes twice
        "Europe/Berlin,       30 2 * * *, 2026-10-24T12:00, 2026-10-25T02:30+02:00, 2026-10-25T02:30+01:00",
        "America/New_York,    30 1 * * *, 2026-10-31T12:00, 2026-11-01T01:30-04:00, 2026-11-01T01:30-05:00",
        "Australia/Lord_Howe, 45 1 * * *, 2026-04-04T12:00, 2026-04-05T01:45+11:00, 2026-04-05T01:45+10:30",
        "Europe/Berlin,       0 4 * * *,  2026-10-24T12:00, 2026-10-25T04:00+01:00, 2026-10-26T04:00+01:00",
        // midnight is left out: the scheduler misses the whole day when it looks for a weekday
        "Asia/Beirut,         0 4 * * 0,  2026-03-27T12:00, 2026-04-05T04:00+03:00, 2026-04-12T04:00+03:00",
        "Asia/Beirut,         0 4 * * *,  2026-03-28T12:00, 2026-03-29T04:00+03:00, 2026-03-30T04:00+03:00",
        // nothing to see
        "Asia/Tokyo,          30 2 * * *, 2026-03-28T12:00, 2026-03-29T02:30+09:00, 2026-03-30T02:30+09:00",
        "Europe/Berlin,       @every 6h,  2026-03-28T22:00, 2026-03-29T05:00+02:00, 2026-03-29T11:00+02:00"
    })
    void goesThroughChangesOfTheClockAsTheSchedulerDoes(
            String zone, String cron, LocalDateTime after, String first, String second) {
        List<ZonedDateTime> runs = CronSchedule.parse(cron).next(after.atZone(ZoneId.of(zone)), 2);

        assertThat(runs).extracting(run -> run.toOffsetDateTime().toString()).containsExactly(first, second);
    }

    @Test
    void countsSecondsOnlyWhenThereAreSixFields() {
        ZonedDateTime now = ZonedDateTime.of(2025, 11, 23, 4, 0, 0, 999_999_999, ZoneId.of("Asia/Tokyo"));

        assertThat(CronSchedule.parse("30 0 4 * * *").next(now))
                .contains(now.withNano(0).plusSeconds(30));
        assertThat(CronSchedule.parse("0 4 * * *").next(now))
                .contains(now.withNano(0).plusDays(1));
    }
}
