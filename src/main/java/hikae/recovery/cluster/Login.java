package hikae.recovery.cluster;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.run.Containers;
import hikae.recovery.run.RunContext;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.text.ProblemException;
import hikae.work.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waiting for a database server that was just started. */
public final class Login {
    private static final Duration MOST = Duration.ofMinutes(5);

    /** What a server that was not stopped cleanly has to make up for first. */
    private static final Duration MOST_RECOVERING = Duration.ofMinutes(60);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int RESTARTS = 3;

    private final Host host;
    private final RunContext context;
    private final PsqlContainer client;
    private boolean recovering;

    private Login(Host host, RunContext context, PsqlContainer client) {
        this.host = host;
        this.context = context;
        this.client = client;
    }

    /**
     * Waits for two logins over TCP in a row: the first server of a fresh directory listens on a socket only, and is
     * gone a moment later.
     *
     * @throws ProblemException by cause when it does not come up
     */
    public static void await(Host host, RunContext context) {
        PsqlContainer client = context.client(host);
        Login login = new Login(host, context, client);
        login.first();
        Pause.until(BETWEEN, BETWEEN, () -> false);
        login.first();
    }

    private void first() {
        boolean in = Pause.until(MOST, LOOK_AGAIN, this::isIn)
                || (recovering && Pause.until(MOST_RECOVERING, LOOK_AGAIN, this::isIn));
        if (!in) {
            throw silent();
        }
    }

    private boolean isIn() {
        Docker.Result result =
                client.shell(ServerQueries.MAINTENANCE, "psql -X -w -At -c 'SELECT 1'", List.of(), LIMIT);
        if (result.errors().contains("password authentication failed")) {
            throw ProblemException.of(
                    "recovery-password-other",
                    context.target().misskey().directory(),
                    context.target().passwordFile());
        }
        recovering = result.errors().contains("starting up");
        boolean ended = database()
                .filter(one -> one.restarts() >= RESTARTS || one.state().equals("exited"))
                .isPresent();
        if (ended) {
            throw silent();
        }
        return result.exitCode() == 0;
    }

    private ProblemException silent() {
        return ProblemException.of(
                "recovery-database-silent",
                database().map(one -> Outage.lastLine(host.docker(), one)).orElse("-"));
    }

    private Optional<Docker.Container> database() {
        return new Containers(host.docker(), context.target()).database();
    }
}
