package hikae.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Messages;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleNotesTest {
    private static final ZonedDateTime NOW = ZonedDateTime.of(2025, 11, 23, 14, 5, 0, 0, ZoneId.of("Asia/Tokyo"));

    @Test
    void tellsWhichRunIsLeftOutAndWhichHappensTwice() {
        List<Message> notes = notes("30 2 * * *", "Europe/Berlin");

        assertThat(notes.stream().map(Messages.in(Language.EN)::say))
                .containsExactly(
                        "The clock is changed: there is no run at Sun 29 Mar 2026 02:30.",
                        "The clock is changed: it runs twice at Sun 25 Oct 2026 02:30.");
        assertThat(notes.stream().map(Messages.in(Language.JA)::say))
                .containsExactly(
                        "時計の切り替えがあるため、2026/03/29(日) 02:30 は実行されません。", "時計の切り替えがあるため、2026/10/25(日) 02:30 は2回実行されます。");
    }

    @Test
    void tellsThatTheSchedulerMissesADayWithoutMidnight() {
        assertThat(notes("0 4 * * 0", "Asia/Beirut").stream().map(Messages.in(Language.EN)::say))
                .containsExactly("The clock is changed: there is no run at Sun 29 Mar 2026 04:00.");
    }

    @ParameterizedTest
    @CsvSource({
        "0 4 * * *, Asia/Tokyo",
        "30 2 * * *, Asia/Tokyo",
        "0 4 * * *, Europe/Berlin",
        "0 * * * *, Europe/Berlin",
        "0 2 1 1 *, Europe/Berlin",
        "0 4 30 2 *, Europe/Berlin"
    })
    void saysNothingWhereThereIsNothingToSay(String cron, String zone) {
        assertThat(notes(cron, zone)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0 4 1 * 1;schedule.note.either-day",
                "0 4 */2 * 1;schedule.note.either-day",
                "0 *-5 * * *;schedule.note.star-range",
                "@every 6h;schedule.note.every"
            })
    void warnsOfWhatIsEasilyOverlooked(String cron, String note) {
        assertThat(notes(cron, "Asia/Tokyo")).extracting(Message::key).containsExactly(note);
    }

    private static List<Message> notes(String cron, String zone) {
        return CronSchedule.parse(cron).notes(NOW, ZoneId.of(zone));
    }
}
