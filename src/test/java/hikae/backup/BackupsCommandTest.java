package hikae.backup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.setup.SetupCommand;
import hikae.text.Language;
import hikae.ui.FrontEnd;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.ui.auto.Unattended;
import hikae.work.ExitCode;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a list ends that somebody has looked at. */
class BackupsCommandTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-11-23T05:05:00Z"), ZoneId.of("Asia/Tokyo"));

    private final DemoHost host = new DemoHost(CLOCK);

    @BeforeEach
    void setUp() {
        Given given = new Given(Map.of(), true, false, false, false, Optional.empty());
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        try (Unattended face = Unattended.open(Language.EN, given, nowhere, nowhere)) {
            assertThat(new SetupCommand(new Session(host, face, given), false).run())
                    .contains(ExitCode.DONE);
        }
    }

    private BackupsCommand backups(Navigation navigation) {
        InvocationHandler handler = (proxy, method, words) -> switch (method.getName()) {
            case "attended" -> true;
            case "look" -> Optional.of(((Supplier<?>) words[1]).get());
            case "choose" -> new MenuChoice(navigation, "");
            default -> throw new AssertionError(method);
        };
        Class<?>[] types = {FrontEnd.class};
        FrontEnd face = (FrontEnd) Proxy.newProxyInstance(BackupsCommandTest.class.getClassLoader(), types, handler);
        return new BackupsCommand(new Session(host, face, Given.nothing()));
    }

    @Test
    void aListThatWasOnlyLookedAtEndsWell() {
        assertThat(backups(Navigation.BACK).alone()).contains(ExitCode.DONE);
    }

    @Test
    void fromTheMenuBackLeadsToTheMenu() {
        assertThat(backups(Navigation.BACK).run()).isEmpty();
    }

    @Test
    void outOfTheProgramIsOut() {
        assertThat(backups(Navigation.LEAVE).alone()).contains(ExitCode.LEFT);
        assertThat(backups(Navigation.LEAVE).run()).contains(ExitCode.LEFT);
    }
}
