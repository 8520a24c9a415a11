package hikae.status;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.demo.DemoHost;
import hikae.setup.SetupCommand;
import hikae.text.Language;
import hikae.ui.auto.Unattended;
import hikae.work.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The flow on the made-up server. */
class StatusCommandTest {
    private final DemoHost host = new DemoHost(Clock.fixed(Sight.NOW.toInstant(), Sight.NOW.getZone()));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Given given = new Given(Map.of(), true, false, false, false, Optional.empty());
    private final Unattended face = Unattended.open(
            Language.EN,
            given,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    @Test
    void afterASetupAllIsWell() {
        new SetupCommand(host, face, given, false).run();
        out.reset();
        assertThat(new StatusCommand(host, face, given).show()).contains(ExitCode.DONE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Backup status\nAll is well: the newest good backup is ")
                .contains("the next run is Tue 25 Nov 2025 04:00 JST (in 18 h)")
                .doesNotContain("[NG]", "[!]");
    }

    @Test
    void whereNothingIsSetUpNagiosIsToldThatNothingIsKnown() {
        Nagios nagios = StatusCommand.nagios(host, given, Language.EN);
        assertThat(nagios.status()).isEqualTo(3);
        assertThat(nagios.line()).startsWith("UNKNOWN - There is no setup of Hikae in ");
    }
}
