package hikae.ui.auto;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.text.Language;
import hikae.text.Message;
import hikae.ui.Navigation;
import hikae.work.Change;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With nobody there, {@code --yes} alone trusts no account with the server (S5). */
class TrustTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private Unattended face(Map<String, String> answers) {
        PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        Given given = new Given(answers, true, false, false, false, Optional.empty());
        return Unattended.open(Language.EN, given, err, err);
    }

    private static Preview preview() {
        Change trust = new Change.TrustChange(Message.of("compose.trust", "/srv/b/compose.yml", "mallory"), "mallory");
        Plan plan = new Plan("schedule", Path.of("/srv/b"), "run", List.of(), Map.of());
        return new Preview(plan, List.of(), List.of(trust));
    }

    @Test
    void yesIsNotEnough() {
        Unattended face = face(Map.of());
        assertThat(face.approve(preview())).isEqualTo(Navigation.LEAVE);
        assertThat(face.exit()).contains(ExitCode.WRONG_USE);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("can also be changed by mallory")
                .contains("--trust-owner mallory");
    }

    @Test
    void theAccountMustBeNamed() {
        assertThat(face(Map.of(Given.TRUST, "root")).approve(preview())).isEqualTo(Navigation.LEAVE);
        assertThat(face(Map.of(Given.TRUST, "mallory")).approve(preview())).isEqualTo(Navigation.NEXT);
    }
}
