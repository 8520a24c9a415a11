package hikae.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTimeTest {
    /** 2025-11-23T04:00:00.123Z is 1763870400123 ms after 1970 and 817185600123 ms after 2000. */
    private static final Instant THEN = Instant.parse("2025-11-23T04:00:00.123Z");

    @ParameterizedTest
    @CsvSource({
        "aid, afer7gjf00",
        "aidx, afer7gjfabcd0001",
        "meid, 819aaede5e7b0123456789ab",
        "meidg, g19aaede5e7b0123456789ab",
        "ulid, 01KAQDWQKVAAAAAAAAAAAAAAAA",
    })
    void decodesEveryKindOfId(String kind, String id) {
        assertThat(NoteTime.of(id)).as(kind).contains(THEN);
    }

    @ParameterizedTest
    @CsvSource("692286c00123456789abcdef, 2025-11-23T04:00:00Z")
    void decodesAnObjectIdToTheSecond(String id, Instant then) {
        assertThat(NoteTime.of(id)).contains(then);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "12345678901",
                "AFEQ1PMZ00",
                "ffffffffffffffffffffffff",
                "gffffffffffff0123456789ab",
                "7ZZZZZZZZZAAAAAAAAAAAAAAAA",
                "../../etc/passwd",
                "あいうえおかきくけこ"
            })
    void saysNothingAboutOtherTexts(String id) {
        assertThat(NoteTime.of(id)).isEmpty();
    }
}
