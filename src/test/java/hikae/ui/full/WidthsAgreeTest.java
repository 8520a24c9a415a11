package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalTextUtils;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.TextWidth;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lanterna moves the cursor by its own width table: nothing may reach it that it counts otherwise than we do. */
class WidthsAgreeTest {
    @Test
    void everyCharacterThatIsPaintedTakesTheSameCellsInLanterna() {
        List<String> unequal = IntStream.rangeClosed(0, 0xFFFF)
                .filter(TextWidth::isSteady)
                .filter(c -> TextWidth.of(c) != (TerminalTextUtils.isCharDoubleWidth((char) c) ? 2 : 1))
                .mapToObj(Integer::toHexString)
                .toList();
        assertThat(unequal).isEmpty();
    }

    @Test
    void nothingOutsideTheBasicPlaneIsPainted() {
        assertThat(IntStream.rangeClosed(0x10000, 0x10FFFF).filter(TextWidth::isSteady))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyMessageTakesTheSameCellsInLanterna(Language language) {
        Messages messages = Messages.in(language);
        assertThat(messages.keys())
                .allMatch(
                        key -> TextWidth.of(messages.get(key)) == TerminalTextUtils.getColumnWidth(messages.get(key)));
    }
}
