package hikae.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.text.Language;
import hikae.text.Messages;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    0 4 * * *        ; every day at 04:00                        ; 毎日 午前4時00分
                    30 12 * * *      ; every day at 12:30                        ; 毎日 午後0時30分
                    30 0 4 * * ?     ; every day at 04:00:30                     ; 毎日 午前4時00分30秒
                    0 4,16 * * *     ; every day at 04:00, 16:00                 ; 毎日 午前4時00分、午後4時00分
                    15 */8 * * *     ; every day at 00:15, 08:15, 16:15          ; 毎日 午前0時15分、午前8時15分、午後4時15分
                    0 */6 * * *      ; every 6 hours from 00:00                  ; 午前0時00分から6時間ごと
                    5 3-23/4 * * *   ; every 4 hours from 03:05                  ; 午前3時05分から4時間ごと
                    0 */5 * * *      ; every day at 00:00, 05:00, 10:00, 15:00, 20:00; 毎日 午前0時00分、午前5時00分、午前10時00分、午後3時00分、午後8時00分
                    7 * * * *        ; every hour at minute 07                   ; 毎時 07分
                    */15 * * * *     ; every 15 minutes                          ; 15分ごと
                    * * * * *        ; every 1 minutes                           ; 1分ごと
                    0 4 * * 0        ; every week on Sunday at 04:00             ; 毎週 日曜日 午前4時00分
                    0 4 * * mon,thu  ; every week on Monday, Thursday at 04:00   ; 毎週 月曜日、木曜日 午前4時00分
                    0 4 1 * *        ; every month on day 1 at 04:00             ; 毎月 1日 午前4時00分
                    0 4 1,15 * ?     ; every month on day 1, day 15 at 04:00     ; 毎月 1日、15日 午前4時00分
                    @daily           ; every day at 00:00                        ; 毎日 午前0時00分
                    @midnight        ; every day at 00:00                        ; 毎日 午前0時00分
                    @weekly          ; every week on Sunday at 00:00             ; 毎週 日曜日 午前0時00分
                    @monthly         ; every month on day 1 at 00:00             ; 毎月 1日 午前0時00分
                    @yearly          ; every year on 1 January at 00:00          ; 毎年 1月1日 午前0時00分
                    @hourly          ; every hour at minute 00                   ; 毎時 00分
                    @every 6h        ; every 6 h, counted from the start of the backup container; バックアップコンテナの起動から6時間ごと
                    @every 90m       ; every 1 h 30 min, counted from the start of the backup container; バックアップコンテナの起動から1時間30分ごと
                    0 4 1-31 * 1     ; every day at 04:00                        ; 毎日 午前4時00分
                    0 4 1 * 1        ; cron expression 0 4 1 * 1                 ; cron 形式 0 4 1 * 1
                    0 4 */2 * *      ; cron expression 0 4 */2 * *               ; cron 形式 0 4 */2 * *
                    0 4 * 1-6 *      ; cron expression 0 4 * 1-6 *               ; cron 形式 0 4 * 1-6 *
                    1-3 3,6,9 * * *  ; cron expression 1-3 3,6,9 * * *           ; cron 形式 1-3 3,6,9 * * *
                    */20 0 4 * * *   ; cron expression */20 0 4 * * *            ; cron 形式 */20 0 4 * * *
                    """)
    void saysTheUsualPatternsInWords(String cron, String english, String japanese) {
        CronSchedule schedule = CronSchedule.parse(cron);

        assertThat(Messages.in(Language.EN).say(schedule.words())).isEqualTo(english);
        assertThat(Messages.in(Language.JA).say(schedule.words())).isEqualTo(japanese);
    }

    @Test
    void addsTheZone() {
        CronSchedule schedule = CronSchedule.parse("0 4 * * *");
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");

        assertThat(Messages.in(Language.EN).say(schedule.words(tokyo))).isEqualTo("every day at 04:00, Asia/Tokyo");
        assertThat(Messages.in(Language.JA).say(schedule.words(tokyo))).isEqualTo("毎日 午前4時00分 (Asia/Tokyo)");
    }
}
