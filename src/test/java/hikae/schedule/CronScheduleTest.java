package hikae.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Messages;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZonedDateTime NOW = ZonedDateTime.of(2025, 11, 23, 14, 5, 0, 0, TOKYO);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 4 * * *",
                "0 0 4 * * ?",
                "*/10 * * * *",
                "5-10/2 1,3 1-15 jan-MAR Mon,fri",
                "0/15 * * * *",
                "0  4 * * *",
                "@yearly",
                "@annually",
                "@monthly",
                "@weekly",
                "@daily",
                "@midnight",
                "@hourly",
                "@every 6h",
                "@every 90m30s",
                "@every -1h",
                "@every 1.5h",
                "0 4 30 2 *",
                ", 4 * * *",
                "*-5 4 * * *",
                "+5 4 * * *",
                "05 04 * * *"
            })
    void acceptsWhatTheSchedulerAccepts(String text) {
        CronSchedule schedule = CronSchedule.parse(text);

        assertThat(schedule.text()).isEqualTo(text);
        assertThat(schedule.corrections()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    0 4 * * 7      ; schedule-sunday
                    0 4 * * 1-7    ; schedule-sunday
                    0 24 * * *     ; schedule-midnight
                    60 4 * * *     ; schedule-range
                    0 4 0 * *      ; schedule-range
                    0 4 * 13 *     ; schedule-range
                    0 4-2 * * *    ; schedule-wrap
                    0 22-2 * * *   ; schedule-wrap
                    0 4 * * sat-sun; schedule-wrap
                    */0 4 * * *    ; schedule-step-zero
                    */x 4 * * *    ; schedule-step
                    */-2 4 * * *   ; schedule-step
                    H 4 * * *      ; schedule-jenkins
                    H(0-5) 4 * * * ; schedule-jenkins
                    0 4 L * *      ; schedule-quartz
                    0 4 * * 5L     ; schedule-quartz
                    0 4 15W * *    ; schedule-quartz
                    0 4 * * 1#2    ; schedule-quartz
                    0 4.5 * * *    ; schedule-number
                    -1 4 * * *     ; schedule-negative
                    99999999999999999999 4 * * *; schedule-number
                    0 4 * * monday ; schedule-name
                    1-2-3 4 * * *  ; schedule-hyphens
                    1/2/3 4 * * *  ; schedule-slashes
                    0 4 * *        ; schedule-fields-few
                    0 0 4 * * * 2026; schedule-fields-many
                    0 4 * * * # nightly backup; schedule-comment
                    04:00          ; schedule-clock-time
                    "0 4 * * *     ; schedule-quote
                    @reboot        ; schedule-reboot
                    @DAILY         ; schedule-descriptor-case
                    @Daily         ; schedule-descriptor-case
                    @fortnightly   ; schedule-descriptor
                    @every         ; schedule-every
                    @every 1d      ; schedule-every
                    @every  6h     ; schedule-every
                    TZ=UTC         ; schedule-zone-prefix
                    CRON_TZ=UTC 0 4 * * *; schedule-zone-prefix
                    TZ=Asia/Tokyo @daily ; schedule-zone-prefix
                    """)
    void refusesWhatTheSchedulerRefusesAndNamesTheCause(String text, String problem) {
        assertThat(problemOf(text).id()).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000", "\"\"", "\t\n"})
    void refusesNothingAtAll(String text) {
        assertThat(problemOf(text).id()).isEqualTo("schedule-empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    0 4 * * 7           ; 0 4 * * 0
                    0 4 * * 1-7         ; 0 4 * * *
                    0 4 * * 5-7         ; 0 4 * * 5-6,0
                    0 4 * * 3,7         ; 0 4 * * 3,0
                    0 24 * * *          ; 0 0 * * *
                    0 0 24 * * *        ; 0 0 0 * * *
                    0 22-2 * * *        ; 0 22-23,0-2 * * *
                    0 22-2/2 * * *      ; 0 22,0,2 * * *
                    0 4 * * fri-mon     ; 0 4 * * 5-6,0-1
                    0 4 * nov-feb *     ; 0 4 * 11-12,1-2 *
                    0 4 * * * # nightly ; 0 4 * * *
                    5:30                ; 30 5 * * *
                    @Daily              ; @daily
                    TZ=UTC 0 4 * * *    ; 0 4 * * *
                    """)
    void suggestsAnExpressionThatWorks(String text, String better) {
        Problem problem = problemOf(text);

        assertThat(Messages.in(Language.EN).say(problem.hint())).contains(": " + better);
        assertThat(CronSchedule.parse(better).text()).isEqualTo(better);
    }

    @Test
    void namesTheFieldAndThePartInBothLanguages() {
        Problem problem = problemOf("0 4 * 1,13 *");

        assertThat(Messages.in(Language.EN).say(problem.sentence()))
                .isEqualTo("The field \"month\" allows 1 to 12: 13");
        assertThat(Messages.in(Language.JA).say(problem.sentence())).isEqualTo("「月」の項目は1から12までです: 13");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "\uff10 \uff14 \uff0a \uff0a \uff0a;schedule.corrected.width;0 4 * * *",
                "0\u30004\u3000*\u3000*\u3000*;schedule.corrected.width;0 4 * * *",
                "\uff20daily;schedule.corrected.width;@daily",
                "\"0 4 * * *\";schedule.corrected.quotes;0 4 * * *",
                "\u201c0 4 * * *\u201d;schedule.corrected.quotes;0 4 * * *",
                "\u300c0 4 * * *\u300d;schedule.corrected.quotes;0 4 * * *",
                "\ufeff0 4 * * *;schedule.corrected.invisible;0 4 * * *",
                "0 4 *\u200b * *;schedule.corrected.invisible;0 4 * * *",
                "0\t4 * * *;schedule.corrected.invisible;0 4 * * *",
                " @daily ;schedule.corrected.blanks;@daily"
            })
    void putsPastedCharactersRightAndSaysSo(String text, String correction, String right) {
        CronSchedule schedule = CronSchedule.parse(text);

        assertThat(schedule.text()).isEqualTo(right);
        assertThat(schedule.corrections()).extracting(Message::key).containsExactly(correction);
    }

    @Test
    void listsTheNextRunsInTheZoneOfTheGivenMoment() {
        assertThat(CronSchedule.parse("0 4 * * *").next(NOW, 2))
                .containsExactly(
                        ZonedDateTime.of(2025, 11, 24, 4, 0, 0, 0, TOKYO),
                        ZonedDateTime.of(2025, 11, 25, 4, 0, 0, 0, TOKYO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 4 30 2 *", "0 4 31 2 *", "0 4 31 4,6,9,11 *", ", 4 * * *"})
    void refusesWhatNeverRuns(String text) {
        assertThat(CronSchedule.parse(text).judge(NOW, TOKYO)).map(Problem::id).contains(CronSchedule.NEVER);
    }

    @Test
    void findsALeapDayWithinFiveYears() {
        CronSchedule schedule = CronSchedule.parse("0 4 29 2 *");

        assertThat(schedule.judge(NOW, TOKYO)).isEmpty();
        assertThat(schedule.next(NOW)).contains(ZonedDateTime.of(2028, 2, 29, 4, 0, 0, 0, TOKYO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * * * *",
                "* * * * *",
                "@every 1s",
                "@every 0s",
                "@every -1h",
                "*/9 * * * *",
                "0,5 4 * * *",
                "0,55 0,23 1,31 * *",
                "0,30 0 4 * * *"
            })
    void asksBackWhenRunsAreLessThanTenMinutesApart(String text) {
        assertThat(CronSchedule.parse(text).judge(NOW, TOKYO)).map(Problem::id).contains(CronSchedule.TOO_OFTEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/10 * * * *", "@every 10m", "0 4 * * *", "0 0 4 * * *,", "@yearly"})
    void letsTenMinutesAndMorePass(String text) {
        assertThat(CronSchedule.parse(text).judge(NOW, TOKYO)).isEmpty();
    }

    @Test
    void knowsTheShortestInterval() {
        assertThat(CronSchedule.parse("0 4,16,18 * * *").shortestInterval(NOW)).contains(Duration.ofHours(2));
        assertThat(CronSchedule.parse("@yearly").shortestInterval(NOW)).isEmpty();
    }

    @Test
    void theZonePrefixIsRefusedWithItsZoneAndTheRest() {
        assertThatThrownBy(() -> CronSchedule.parse(" CRON_TZ=UTC 0 4 * * *"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.of("schedule-zone-prefix", "UTC", "0 4 * * *")));
    }

    private static Problem problemOf(String text) {
        ProblemException thrown = catchThrowableOfType(ProblemException.class, () -> CronSchedule.parse(text));
        assertThat(thrown).as("refusal of <%s>", text).isNotNull();
        return thrown.problem();
    }
}
