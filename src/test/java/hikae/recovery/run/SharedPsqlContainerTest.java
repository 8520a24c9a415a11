package hikae.recovery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.backup.home.BackupDirectoryReader;
import hikae.flow.Session;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.lab.ChangedHost;
import hikae.recovery.MadeUpServer;
import hikae.recovery.RestoreCommand;
import hikae.recovery.server.PsqlContainer;
import hikae.work.ExitCode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client that has looked is the one that the run works with, and nobody forgets it. */
class SharedPsqlContainerTest {
    private final MadeUpServer server = new MadeUpServer();
    private final List<String> lent = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        assertThat(server.host.docker().containers()).noneMatch(container -> lent.contains(container.id()));
    }

    /** One looks and works, one looks at what came of it. */
    @Test
    void theRunGoesOnWithTheClientThatLooked() {
        assertThat(restore(Map.of("confirm", "example.com"))).contains(ExitCode.DONE);
        assertThat(lent).hasSize(2);
    }

    @Test
    void aPlanThatIsOnlyShownGivesItBack() {
        assertThat(restore(Map.of("confirm", "example.com", "--dry-run", ""))).contains(ExitCode.DONE);
        assertThat(lent).hasSize(1);
    }

    @Test
    void oneThatHasEndedMeanwhileIsNotHandedOn() {
        try (SharedPsqlContainer on = new SharedPsqlContainer()) {
            PsqlContainer client = on.start(this::lend);
            server.host.docker().remove(client.container());

            assertThat(on.take(server.host)).isEmpty();
        }
    }

    @Test
    void whatWasTakenIsNotGivenBackAndIsHandedOnOnce() {
        SharedPsqlContainer on = new SharedPsqlContainer();
        PsqlContainer client = on.start(this::lend);

        assertThat(on.take(server.host)).contains(client.container());
        assertThat(on.take(server.host)).isEmpty();
        on.close();
        assertThat(server.host.docker().container(client.container())).isPresent();
        client.close();
    }

    @Test
    void aLookThatNobodyWaitsForAnyMoreGivesItBack() {
        SharedPsqlContainer on = new SharedPsqlContainer();
        on.close();

        assertThatThrownBy(() -> on.start(this::lend)).isInstanceOf(IllegalStateException.class);
        assertThat(lent).hasSize(1);
    }

    private PsqlContainer lend() {
        RestoreTarget target =
                RestoreTarget.of(new BackupDirectoryReader(server.host, true).read(MadeUpServer.HOME, ""));
        return PsqlContainer.start(noting(), target.way(), "a-run", target.home(), List.of());
    }

    private Optional<ExitCode> restore(Map<String, String> answers) {
        Host host = noting();
        return server.run(
                answers, (face, given) -> new RestoreCommand(new Session(host, face, given), Optional.empty()).run());
    }

    /** The made-up server, with a note of what is lent. */
    private Host noting() {
        Host host = server.host;
        InvocationHandler handler = (proxy, method, words) -> {
            Object result = method.invoke(host.docker(), words);
            if (method.getName().equals("runDetached")) {
                lent.add(String.valueOf(result));
            }
            return result;
        };
        Class<?>[] types = {Docker.class};
        Docker docker = (Docker) Proxy.newProxyInstance(getClass().getClassLoader(), types, handler);
        return new ChangedHost(host.environment(), host.files(), docker, host.compose(), host.postgres(), host.web());
    }
}
