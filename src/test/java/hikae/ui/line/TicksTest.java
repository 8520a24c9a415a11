package hikae.ui.line;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Ticklist;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Secret;
import hikae.ui.Navigation;
import hikae.ui.Tempo;
import hikae.ui.Ticked;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows to tick off, in plain lines. */
class TicksTest {
    private static final Ticklist LIST = new Ticklist(
            "checklist",
            List.of(
                    new Ticklist.Row(
                            "a", Message.literal("Bucket"), Message.literal("misskey"), Optional.empty(), false),
                    new Ticklist.Row(
                            "b",
                            Message.literal("Secret key"),
                            Message.literal("****9f02"),
                            Optional.of(new Secret("canary")),
                            true)),
            List.of());

    @Test
    void aNumberTicksAndUnticksAndEnterEnds() {
        Script script = new Script(List.of("1", "２", "1", "7", ""));
        Ticked ticked = LineMode.on(script, Language.EN, Tempo.REAL).tick(LIST, Set.of());
        assertThat(ticked).isEqualTo(new Ticked(Navigation.NEXT, Set.of("b")));
        assertThat(script.printed())
                .contains("[ ] Bucket: misskey", "[x] Bucket: misskey", "[x] Secret key: ****9f02")
                .doesNotContain("canary");
    }

    @Test
    void theEndOfInputKeepsWhatWasTicked() {
        Script script = new Script(List.of("2"));
        assertThat(LineMode.on(script, Language.JA, Tempo.REAL).tick(LIST, Set.of("a")))
                .isEqualTo(new Ticked(Navigation.LEAVE, Set.of("a", "b")));
    }
}
