package hikae.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
    private static final Messages EN = Messages.in(Language.EN);
    private static final Messages JA = Messages.in(Language.JA);
    private static final ZonedDateTime RUN = ZonedDateTime.of(2025, 11, 24, 4, 0, 0, 0, ZoneId.of("Asia/Tokyo"));

    @Test
    void saysWhenAsOneReadsIt() {
        assertThat(Moments.when(RUN, EN)).isEqualTo("Mon 24 Nov 2025 04:00 JST");
        assertThat(Moments.when(RUN, JA)).isEqualTo("2025/11/24(月) 04:00 JST");
        assertThat(EN.say(Moments.shortly(RUN))).isEqualTo("Mon 24 Nov 04:00 JST");
        assertThat(JA.say(Moments.shortly(RUN))).isEqualTo("11/24(月) 04:00 JST");
        assertThat(EN.say(Moments.wall(RUN.toLocalDateTime()))).isEqualTo("Mon 24 Nov 2025 04:00");
        assertThat(JA.say(Moments.wall(RUN.toLocalDateTime()))).isEqualTo("2025/11/24(月) 04:00");
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 1, UTC",
        "Europe/Berlin, 1, CET",
        "Europe/Berlin, 7, CEST",
        "Europe/London, 7, BST",
        "America/New_York, 1, EST",
        "Asia/Seoul, 1, KST",
        "Etc/GMT-9, 1, UTC+09:00"
    })
    void namesTheZoneAsItIsUsual(String zone, int month, String name) {
        ZonedDateTime moment = ZonedDateTime.of(2025, month, 15, 12, 0, 0, 0, ZoneId.of(zone));

        assertThat(Moments.zoneName(moment)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "PT13H55M, in 13 h 55 min, 13時間55分後",
        "PT13H, in 13 h, 13時間後",
        "PT5M10S, in 5 min 10 s, 5分10秒後",
        "P3DT2H30M, in 3 d 2 h, 3日2時間後",
        "P3D, in 3 d, 3日後",
        "PT40S, now, いま",
        "PT-40S, now, いま",
        "P-3D, 3 d ago, 3日前",
        "PT-1H-30M, 1 h 30 min ago, 1時間30分前"
    })
    void saysHowFarAway(Duration distance, String english, String japanese) {
        assertThat(EN.say(Moments.distance(RUN, RUN.plus(distance)))).isEqualTo(english);
        assertThat(JA.say(Moments.distance(RUN, RUN.plus(distance)))).isEqualTo(japanese);
    }

    @Test
    void saysShortSpansToo() {
        assertThat(EN.say(Moments.span(Duration.ofSeconds(40)))).isEqualTo("40 s");
        assertThat(EN.say(Moments.span(Duration.ZERO))).isEqualTo("0 s");
    }
}
