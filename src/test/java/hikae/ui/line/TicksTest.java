package hikae.ui.line;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Ticklist;
import hikae.text.Language;
import hikae.text.Say;
import hikae.text.Secret;
import hikae.ui.Tempo;
import hikae.ui.Ticked;
import hikae.ui.Walk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows to tick off, in plain lines. */
class TicksTest {
    private static final Ticklist LIST = new Ticklist(
            "checklist",
            List.of(
                    new Ticklist.Row("a", Say.literal("Bucket"), Say.literal("misskey"), Optional.empty(), false),
                    new Ticklist.Row(
                            "b",
                            Say.literal("Secret key"),
                            Say.literal("****9f02"),
                            Optional.of(new Secret("canary")),
                            true)),
            List.of());

    @Test
    void aNumberTicksAndUnticksAndEnterEnds() {
        Script script = new Script(List.of("1", "２", "1", "7", ""));
        Ticked ticked = LineMode.on(script, Language.EN, Tempo.REAL).tick(LIST, Set.of());
        assertThat(ticked).isEqualTo(new Ticked(Walk.ON, Set.of("b")));
        assertThat(script.printed())
                .contains("[ ] Bucket: misskey", "[x] Bucket: misskey", "[x] Secret key: ****9f02")
                .doesNotContain("canary");
    }

    @Test
    void theEndOfInputKeepsWhatWasTicked() {
        Script script = new Script(List.of("2"));
        assertThat(LineMode.on(script, Language.JA, Tempo.REAL).tick(LIST, Set.of("a")))
                .isEqualTo(new Ticked(Walk.LEAVE, Set.of("a", "b")));
    }
}
