package hikae.host.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** One connection to the engine, by docker-java; every failure leaves as a problem. */
final class EngineConnection {
    private static final int MOST_CONNECTIONS = 16;

    private static final ExecutorService QUESTIONS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "docker");
        thread.setDaemon(true);
        return thread;
    });

    private final DockerProblem problem;
    private final DockerClient client;
    private final Path socket;
    private final Duration patience;

    /**
     * A connection that nothing has been sent on.
     *
     * @param problem tells what its failures mean
     * @param socket where the engine answers
     * @param patience how long it may take to answer a question
     */
    EngineConnection(DockerProblem problem, Path socket, Duration patience) {
        this.problem = problem;
        this.socket = socket;
        this.patience = patience;
        EngineConfig config = new EngineConfig(socket);
        this.client = DockerClientImpl.getInstance(
                config,
                new ApacheDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .sslConfig(NoTls::new)
                        .maxConnections(MOST_CONNECTIONS)
                        .build());
    }

    /**
     * Asks something that is answered at once. The library's own response timeout does nothing on a Unix
     * socket, so the answer is waited for here; the interrupt closes the socket.
     */
    <T> T ask(Function<DockerClient, T> question) {
        return ask(Duration.ZERO, question);
    }

    /** The same for something that by itself may take this much longer, such as to stop with a grace. */
    <T> T ask(Duration longer, Function<DockerClient, T> question) {
        Future<T> answer = QUESTIONS.submit(() -> question.apply(client));
        try {
            return answer.get(patience.plus(longer).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw problem.late();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw problem.late();
        } catch (ExecutionException e) {
            throw explained(e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e));
        }
    }

    /** Starts or follows something that takes as long as it takes; the caller sets the limit. */
    <T> T follow(Function<DockerClient, T> work) {
        try {
            return work.apply(client);
        } catch (RuntimeException e) {
            throw explained(e);
        }
    }

    /** Starts a command that has an input. */
    CommandStream stream(String exec) {
        return ask(any -> {
            try {
                return CommandStream.start(socket, exec);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private ProblemException explained(RuntimeException cause) {
        return cause instanceof ProblemException known ? known : problem.of(cause);
    }

    /**
     * A socket of this host needs no TLS. Without a context of ours the library makes the system's, and reads every
     * certificate authority for it: 2 MB and a tenth of a second.
     */
    private static final class NoTls extends SSLContext {
        NoTls() {
            super(null, null, "none");
        }
    }
}
