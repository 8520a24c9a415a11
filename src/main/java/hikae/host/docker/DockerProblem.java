package hikae.host.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import hikae.host.Environment;
import hikae.host.Plain;
import hikae.host.Programs;
import hikae.text.Json;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells a failure of the engine by its cause: the library's exceptions do not, so the socket is tried. */
final class DockerProblem {
    private static final int DEEPEST = 20;
    private static final Path USERS = Path.of("/run/user");

    private final Environment environment;
    private final Programs programs;
    private final Path socket;

    DockerProblem(Environment environment, Programs programs, Path socket) {
        this.environment = environment;
        this.programs = programs;
        this.socket = socket;
    }

    /** It took too long. */
    ProblemException late() {
        return ProblemException.of("docker-timeout", socket);
    }

    /** What this failure means. */
    ProblemException of(RuntimeException cause) {
        if (cause instanceof DockerException answer) {
            return answered(answer);
        }
        return new ProblemException(connecting().orElseGet(() -> failed(cause)), cause);
    }

    /** The engine said no. */
    private static ProblemException answered(DockerException answer) {
        String said = said(answer);
        if (answer instanceof NotFoundException && said.startsWith("No such container")) {
            return new ProblemException(Problem.of("docker-no-container", said), answer);
        }
        if (answer instanceof NotFoundException && said.startsWith("No such image")) {
            return new ProblemException(Problem.of("docker-no-image", said), answer);
        }
        if (answer instanceof ConflictException && said.contains("is not running")) {
            return new ProblemException(Problem.of("docker-not-running", said), answer);
        }
        return new ProblemException(Problem.of("docker-failed", said), answer);
    }

    /** The library puts {@code Status 404: {"message":"..."}} around the engine's words. */
    private static String said(DockerException answer) {
        String message = String.valueOf(answer.getMessage());
        int json = message.indexOf('{');
        Optional<Object> words = json < 0
                ? Optional.empty()
                : Json.object(message.substring(json)).map(object -> object.get("message"));
        return Plain.sentence(words.map(String::valueOf).orElse(message));
    }

    private static Problem failed(RuntimeException cause) {
        String words = causes(cause)
                .reduce((outer, inner) -> inner)
                .map(String::valueOf)
                .orElse("?");
        return Problem.of("docker-failed", Plain.sentence(words));
    }

    /** What keeps us from the socket, if anything does. */
    private Optional<Problem> connecting() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(because(String.valueOf(e.getMessage())));
        }
    }

    private Problem because(String words) {
        if (words.contains("Permission denied")) {
            return new EngineSocket(socket).denied(environment.user());
        }
        boolean installed = Stream.of("dockerd", "docker")
                .anyMatch(name -> programs.find(name).isPresent());
        Problem stopped = new EngineSocket(socket).stopped();
        if (!stopped.id().equals("docker-stopped")) {
            return stopped;
        }
        Problem usual = installed ? stopped : Problem.of("docker-missing", socket);
        boolean chosen = environment.variable("DOCKER_HOST").isPresent();
        return chosen
                ? usual
                : EngineSocket.ofUser(USERS).map(one -> one.instead(socket)).orElse(usual);
    }

    private static Stream<Throwable> causes(Throwable outermost) {
        return Stream.<Throwable>iterate(outermost, e -> e != null, Throwable::getCause)
                .limit(DEEPEST);
    }
}
