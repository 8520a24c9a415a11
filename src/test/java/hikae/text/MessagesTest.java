package hikae.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessagesTest {
    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(Messages.in(Language.JA).keys())
                .isEqualTo(Messages.in(Language.EN).keys());
    }
}
