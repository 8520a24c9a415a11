package hikae.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.schedule.SimpleSchedule.Custom;
import hikae.schedule.SimpleSchedule.Daily;
import hikae.schedule.SimpleSchedule.EverySixHours;
import hikae.schedule.SimpleSchedule.Kind;
import hikae.schedule.SimpleSchedule.Weekly;
import java.time.DayOfWeek;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimpleScheduleTest {
    @Test
    void writesTheExpressionsOfTheForm() {
        assertThat(new Daily(LocalTime.of(4, 0)).toCron().text()).isEqualTo("0 4 * * *");
        assertThat(new EverySixHours(30).toCron().text()).isEqualTo("30 */6 * * *");
        assertThat(new Weekly(DayOfWeek.SUNDAY, LocalTime.of(4, 5)).toCron().text())
                .isEqualTo("5 4 * * 0");
    }

    @ParameterizedTest
    @CsvSource({"0 4 * * *, DAILY", "59 23 * * *, DAILY", "0 */6 * * *, EVERY_6_HOURS", "5 4 * * 6, WEEKLY"})
    void recognisesThemAgain(String cron, Kind kind) {
        SimpleSchedule simple = SimpleSchedule.of(CronSchedule.parse(cron));

        assertThat(simple.kind()).isEqualTo(kind);
        assertThat(simple.toCron().text()).isEqualTo(cron);
    }

    @Test
    void readsTheDayAndTheTime() {
        assertThat(SimpleSchedule.of(CronSchedule.parse("5 4 * * 0")))
                .isEqualTo(new Weekly(DayOfWeek.SUNDAY, LocalTime.of(4, 5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@daily", "00 04 * * *", "0  4 * * *", "0 0 4 * * *", "0 4 * * sun", "0 4,16 * * *"})
    void keepsEveryOtherSpellingAsItIs(String cron) {
        CronSchedule schedule = CronSchedule.parse(cron);

        assertThat(SimpleSchedule.of(schedule)).isEqualTo(new Custom(schedule));
    }
}
