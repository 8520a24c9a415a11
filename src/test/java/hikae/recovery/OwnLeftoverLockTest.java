package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.flow.Session;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.lab.ChangedHost;
import hikae.work.ExitCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A lock on the database whose holder has been cut off from it: the server does not know that nobody is there. */
class OwnLeftoverLockTest {
    private static final Pattern NAME = Pattern.compile("hikae \\d{8}-\\d{6}-restore [^,\\]]*");

    private final MadeUpServer server = new MadeUpServer();
    private boolean ended;
    private String asking = "";

    /** It was called another run, and could neither be gone on with nor taken back until the server gave up hours later. */
    @Test
    void aLockOfTheSameRunIsTakenAway() throws InterruptedException {
        Killed.after(server, "load");

        assertThat(goneOn("")).as(server.out()).isEqualTo(ExitCode.DONE);
        assertThat(ended).isTrue();
    }

    @Test
    void aLockOfAnotherRunIsNot() throws InterruptedException {
        Killed.after(server, "load");

        assertThat(goneOn("hikae 20251101-000000-restore /srv/other")).isNotEqualTo(ExitCode.DONE);
        assertThat(server.out()).contains("Another run works on the database");
        assertThat(ended).isFalse();
    }

    /**
     * @param holder who has the lock; empty for whoever asks for it
     */
    private ExitCode goneOn(String holder) {
        Docker docker = (Docker) Proxy.newProxyInstance(
                Docker.class.getClassLoader(), new Class<?>[] {Docker.class}, (proxy, method, words) -> {
                    try {
                        String said = method.getName().equals("exec") ? answer(words[1].toString(), holder) : "";
                        return said.isEmpty()
                                ? method.invoke(server.host.docker(), words)
                                : new Docker.Result(0, said, "");
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        Host host = new ChangedHost(
                server.host.environment(),
                server.host.files(),
                docker,
                server.host.compose(),
                server.host.postgres(),
                server.host.web());
        return server.run(
                        Map.of(),
                        (face, given) -> new ResumeRun(new Session(host, face, given), MadeUpServer.HOME).goOn())
                .orElseThrow();
    }

    /** What the server says to what it is asked about its locks; empty for all else. */
    private String answer(String command, String holder) {
        if (command.contains("pg_terminate_backend") && command.contains("'advisory'")) {
            ended = true;
            return "{\"ended\":true}\n";
        }
        if (command.contains("AS who")) {
            return "{\"who\":\"" + (holder.isEmpty() ? asking : holder) + "\"}\n";
        }
        Matcher name = NAME.matcher(command);
        asking = name.find() ? name.group() : asking;
        return command.contains("hikae-lock") && !ended
                ? "ERROR:  canceling statement due to lock timeout\nover\n"
                : "";
    }
}
