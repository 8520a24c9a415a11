package hikae.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.text.ProblemException;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @ParameterizedTest
    @CsvSource({
        "0 4 * * *,   7, 4, 6, 16, 18",
        "0 */6 * * *, 7, 4, 6, 19, 22",
        "0 * * * *,   7, 4, 6, 39, 42",
        "0 4 * * *,   3, 1, 1, 4,  6"
    })
    void countsEachDumpOnceAsMeasuredWithTheImageOver400Days(
            String cron, int days, int weeks, int months, int min, int max) {
        DistinctFiles files = new Retention(days, weeks, months).files(CronSchedule.parse(cron), TOKYO);

        assertThat(files).extracting(DistinctFiles::min, DistinctFiles::max).containsExactly(min, max);
    }

    @Test
    void countsTheFilesOfEachFolder() {
        DistinctFiles files = Retention.USUAL.files(CronSchedule.parse("0 4 * * *"), TOKYO);

        assertThat(files).isEqualTo(new DistinctFiles(16, 18, 8, 6, 8));
    }

    @ParameterizedTest
    @CsvSource({
        "@yearly, 1, 1",
        "@monthly, 7, 7",
        "*/10 * * * *, 159, 162",
        "* * * * *, 1455, 1458",
        "* * * * * *, 86415, 86418",
        "0 4 30 2 *, 0, 0"
    })
    void managesSparseAndDenseSchedules(String cron, int min, int max) {
        DistinctFiles files = Retention.USUAL.files(CronSchedule.parse(cron), TOKYO);

        assertThat(files).extracting(DistinctFiles::min, DistinctFiles::max).containsExactly(min, max);
    }

    @Test
    void forecastsTheMostFilesOneInTheMakingAndGrowth() {
        DistinctFiles files = new DistinctFiles(16, 18, 8, 5, 7);

        assertThat(files.bytes(1000)).isEqualTo(18_000);
        assertThat(files.forecast(1000)).isEqualTo(22_800);
        assertThat(files.forecast(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1", "1.5", "7 days", "1000000000", "0x10"})
    void refusesWhatIsNoWholeNumber(String text) {
        assertThat(problemOf(text)).isEqualTo("retention-number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3651", "00", "999999999"})
    void refusesNumbersThatDeleteAllOrNothing(String text) {
        assertThat(problemOf(text)).isEqualTo("retention-range");
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "08, 8", "' 30 ', 30", "\uff17, 7", "3650, 3650"})
    void readsDays(String text, int days) {
        assertThat(Retention.days(text)).isEqualTo(days);
    }

    @Test
    void weeksAndMonthsEndAtTenYears() {
        assertThat(Retention.weeks("520")).isEqualTo(520);
        assertThat(Retention.months("120")).isEqualTo(120);
        assertThatThrownBy(() -> Retention.weeks("521")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Retention.months("121")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new Retention(7, 0, 6)).isInstanceOf(ProblemException.class);
    }

    private static String problemOf(String text) {
        try {
            return "accepted " + Retention.days(text);
        } catch (ProblemException e) {
            return e.problem().id();
        }
    }
}
