package hikae.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {
    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(Messages.in(Language.JA).keys())
                .isEqualTo(Messages.in(Language.EN).keys());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyWordIsWrittenWithCharactersThatAllTerminalsDrawEquallyWide(Language language) {
        Messages messages = Messages.in(language);
        assertThat(messages.keys())
                .filteredOn(key -> !TextWidth.isSafeFixedText(messages.get(key)))
                .isEmpty();
    }
}
