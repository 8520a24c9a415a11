package hikae.ui.line;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Interview;
import hikae.text.Language;
import hikae.ui.MadeUp;
import hikae.ui.Tempo;
import hikae.ui.Walk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineModeTest {
    private static final Tempo QUICK = new Tempo(Duration.ofMillis(20), Duration.ofSeconds(10));

    @Test
    void walksThroughEveryPageWithEnterAndTheSecret() {
        Script script = new Script(List.of("", "", "tokyo", "", "", "", MadeUp.CANARY, "1", MadeUp.CANARY, "hello"));
        Interview interview = new MadeUp(1).interview(Map.of());
        Walk walk = LineMode.on(script, Language.EN, QUICK).conduct(interview);
        assertThat(walk).isEqualTo(Walk.ON);
        assertThat(interview.answers().value(MadeUp.NOTE)).contains("hello");
        assertThat(script.seen()).doesNotContain(MadeUp.CANARY);
    }
}
