package hikae.ask;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.text.Message;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasteTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"misskey-files", "a b", "it's", "x=y", "日本語", "https://example.tld/?A=B", "'", "\"a'", "aB_=1"})
    void leavesAloneWhatIsFine(String text) {
        assertThat(Paste.of(text)).isEqualTo(new Paste(text, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~abc\\n~ | abc | ask.paste.break",
                "~\\r\\nabc\\r\\n~ | abc | ask.paste.break",
                "~  abc ~ | abc | ask.paste.blanks",
                "~<3000>abc<3000>~ | abc | ask.paste.blanks",
                "~<00A0>abc\\t~ | abc | ask.paste.blanks",
                "~a<200B>bc<FEFF>~ | abc | ask.paste.invisible",
                "~a<0007>bc~ | abc | ask.paste.invisible",
                "~\"abc\"~ | abc | ask.paste.quotes",
                "~'abc'~ | abc | ask.paste.quotes",
                "~`abc`~ | abc | ask.paste.quotes",
                "~POSTGRES_PASSWORD=abc~ | abc | ask.paste.key",
                "~export R2_KEY=abc~ | abc | ask.paste.key",
            })
    void u27TakesAwayWhatCameAlongAndSaysSo(String raw, String text, String key) {
        Paste paste = Paste.of(unescaped(raw));
        assertThat(paste.text()).isEqualTo(text);
        assertThat(paste.removed()).extracting(Message::key).containsExactly(key);
    }

    /** {@code <3000>} stands for that character, so that it can be seen here. */
    private static String unescaped(String text) {
        return Pattern.compile("<(\\p{XDigit}{4})>")
                .matcher(text.translateEscapes())
                .replaceAll(mark -> Character.toString(Integer.parseInt(mark.group(1), 16)));
    }

    @Test
    void takesAwayAllOfItAtOnce() {
        Paste paste = Paste.of("\uFEFF POSTGRES_PASSWORD=\"mis#skey\"\r\n");
        assertThat(paste.text()).isEqualTo("mis#skey");
        assertThat(paste.removed())
                .extracting(Message::key)
                .containsExactly("ask.paste.invisible", "ask.paste.break", "ask.paste.key", "ask.paste.quotes");
    }

    @Test
    void ofSeveralLinesTheFirstCountsAndTheRestIsCounted() {
        Paste paste = Paste.of("\nabc\ndef\n\nghi");
        assertThat(paste.text()).isEqualTo("abc");
        assertThat(paste.removed()).containsExactly(Message.of("ask.paste.lines", 2));
    }

    @Test
    void neverSaysWhatTheValueWas() {
        Paste paste = Paste.of("KEY_ID= 'tops3cret' ");
        assertThat(paste.text()).isEqualTo("tops3cret");
        assertThat(paste.removed().toString()).doesNotContain("tops3cret");
    }

    @Test
    void nothingIsNothing() {
        assertThat(Paste.of(" \n ").text()).isEmpty();
        assertThat(Paste.of("").removed()).isEmpty();
    }
}
