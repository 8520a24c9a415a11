package hikae.recovery.step;

import hikae.host.ContainerSpec;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.run.HelperContainers;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Pause;
import hikae.work.Progress;
import hikae.work.Step;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Starts the throwaway server of a rehearsal: the image of the live database, no network, a bounded memory, its data on
 * a volume that is removed with it.
 *
 * @param context where the run works
 * @param image the image of the live database
 * @param dataDirectory where that image keeps its data
 */
public record StartServer(RunContext context, String image, String dataDirectory) implements Step {
    private static final long MEMORY = 1L << 30;
    private static final Duration MOST = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int PASSWORD_BYTES = 16;

    @Override
    public String id() {
        return "start-server";
    }

    @Override
    public Message title() {
        return Message.of("step.start-server", image);
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.start-server.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        HelperContainers.removeAll(host, context.target().home());
        String server = host.docker()
                .runDetached(new ContainerSpec(
                        image,
                        "none",
                        List.of(),
                        true,
                        List.of(),
                        List.of(dataDirectory),
                        Map.of(
                                "POSTGRES_USER", context.target().database().user(),
                                "POSTGRES_DB", ServerQueries.MAINTENANCE,
                                "POSTGRES_PASSWORD", password()),
                        PsqlContainer.labels(
                                "server", context.runId(), context.target().home()),
                        MEMORY));
        context.notes(host).put(Note.SERVER, server);
        PsqlContainer client = context.client(host);
        if (!Pause.until(MOST, LOOK_AGAIN, () -> answers(host, client, server))) {
            throw ProblemException.of("recovery-server-silent", image);
        }
    }

    /** The first server of a fresh directory has only a socket, so a login over TCP is the proof. */
    private boolean answers(Host host, PsqlContainer client, String server) {
        boolean runs = host.docker()
                .container(server)
                .filter(Docker.Container::isRunning)
                .isPresent();
        if (!runs) {
            String last =
                    host.docker().log(server, 20).lines().reduce((a, b) -> b).orElse("-");
            throw ProblemException.of("recovery-server-died", image, last);
        }
        return isIn(client);
    }

    private static boolean isIn(PsqlContainer client) {
        return client.shell(
                                ServerQueries.MAINTENANCE,
                                "psql -X -w -At -c 'SELECT 1'",
                                List.of(),
                                Duration.ofSeconds(20))
                        .exitCode()
                == 0;
    }

    /** Nobody ever types it: logins from inside are trusted, and there is no outside. */
    private static String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
