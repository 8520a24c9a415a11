package hikae.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {
    @Test
    void takesEscapeSequencesAway() {
        assertThat(Plain.text("\u001b[31;1mred\u001b[0m \u001b]0;title\u0007x\u001b]52;c;YQ==\u001b\\y\u001bcz\u001b"))
                .isEqualTo("red xyz");
    }

    @Test
    void takesControlCharactersAwayButKeepsLinesAndTabs() {
        assertThat(Plain.text("a\u0000b\u0007c\td\ne\u009bf\u202eg")).isEqualTo("abc\td\nefg");
    }

    @Test
    void aCarriageReturnStartsANewLine() {
        assertThat(Plain.text("1%\r2%\r\n日本語")).isEqualTo("1%\n2%\n日本語");
    }

    @Test
    void aSentenceIsOneLineAndShort() {
        assertThat(Plain.sentence("  two\n\n lines\t")).isEqualTo("two lines");
        assertThat(Plain.sentence("x".repeat(1000))).hasSize(303).endsWith("x...");
    }
}
