package hikae.status;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.host.Files;
import hikae.setup.SetupCommand;
import hikae.text.Language;
import hikae.ui.FrontEnd;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.ui.auto.Unattended;
import hikae.work.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
        new SetupCommand(new Session(host, face, given), false).run();
        out.reset();
        assertThat(new StatusCommand(new Session(host, face, given)).show()).contains(ExitCode.DONE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Backup status\nAll is well: the newest good backup is ")
                .contains("the next run is Tue 25 Nov 2025 04:00 JST (in 18 h)")
                .doesNotContain("[NG]", "[!]");
    }

    @Test
    void theShellLearnsWhatIsLeftAfterMending() {
        new SetupCommand(new Session(host, face, given), false).run();
        Path password = Path.of(DemoHost.MISSKEY + "-backup/secrets/db_password");
        host.files().permit(password, Files.PUBLIC);
        assertThat(new StatusCommand(new Session(host, choosing(new MenuChoice(Navigation.BACK, "")), given))
                        .repairByChoice())
                .contains(ExitCode.CHECK_SAYS_NO);
        assertThat(new StatusCommand(new Session(host, choosing(new MenuChoice(Navigation.LEAVE, "")), given))
                        .repairByChoice())
                .contains(ExitCode.LEFT);
        assertThat(new StatusCommand(new Session(host, choosing(new MenuChoice(Navigation.NEXT, "modes")), given))
                        .repairByChoice())
                .contains(ExitCode.DONE);
        assertThat(host.files().look(password).orElseThrow().mode()).isEqualTo(Files.PRIVATE);
        assertThat(new StatusCommand(new Session(host, choosing(), given)).screen())
                .isEmpty();
    }

    /** Somebody who opens these rows and agrees. */
    private FrontEnd choosing(MenuChoice... rows) {
        Deque<MenuChoice> left = new ArrayDeque<>(List.of(rows));
        InvocationHandler handler = (proxy, method, words) ->
                method.getName().equals("choose") ? left.removeFirst() : method.invoke(face, words);
        return (FrontEnd) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {FrontEnd.class}, handler);
    }

    @Test
    void whereNothingIsSetUpNagiosIsToldThatNothingIsKnown() {
        Nagios nagios = StatusCommand.nagios(host, given, Language.EN);
        assertThat(nagios.status()).isEqualTo(3);
        assertThat(nagios.line()).startsWith("UNKNOWN - There is no setup of Hikae in ");
    }
}
