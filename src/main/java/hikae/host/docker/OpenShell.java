package hikae.host.docker;

import hikae.host.Docker;
import hikae.host.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A shell in a container we started, which stays open and runs one command after the other. To the engine each command of
 * its own is a tenth of a second of work, to a shell a hundredth. What is run, and how it ends, is the same.
 */
final class OpenShell implements Closeable {
    /** A number of words, then the words, each with a zero byte behind it. Ends with what it reads. */
    private static final String LOOP = "while IFS= read -r -d '' left; do words=();"
            + " for ((; left > 0; left--)); do IFS= read -r -d '' word || exit; words+=(\"$word\"); done;"
            + " \"${words[@]}\" < /dev/null; code=$?; printf '\\0%s%d\\n' \"$1\" $code;"
            + " printf '\\0%s%d\\n' \"$1\" $code >&2; done";

    /** Only where our commands ask for it themselves it is known to be there. */
    private static final String BASH = "bash";

    private final EngineConnection connection;
    private final String container;
    private final ReentrantLock turn = new ReentrantLock();
    private final String key = UUID.randomUUID().toString();
    private volatile @Nullable Opened opened;

    private record Opened(CommandStream stream, ShellAnswers answers, OutputStream input) {}

    /** A command that was asked for. */
    private record Begun(Instant at, BoundedOutput said, ShellAnswers answers) {}

    /** One that is opened when the first command comes. */
    OpenShell(EngineConnection connection, String container) {
        this.connection = connection;
        this.container = container;
    }

    /**
     * Runs a command; what outlives the limit goes on there.
     *
     * @return empty where it cannot be run here and was not begun: another one runs, or there is no shell
     */
    Optional<Docker.Result> run(List<String> command, Duration limit) {
        boolean suits = command.get(0).equals(BASH) && command.stream().noneMatch(word -> word.indexOf('\0') >= 0);
        if (!suits || !turn.tryLock()) {
            return Optional.empty();
        }
        try {
            return begun(command).map(said -> result(said, limit));
        } finally {
            turn.unlock();
        }
    }

    /** Empty where the shell is gone. */
    private Optional<Begun> begun(List<String> command) {
        if (Optional.ofNullable(opened)
                .filter(shell -> shell.answers().isGone())
                .isPresent()) {
            close();
        }
        Opened shell = Optional.ofNullable(opened).orElseGet(this::open);
        opened = shell;
        Begun begun = new Begun(Instant.now(), new BoundedOutput(), shell.answers());
        shell.answers().next(begun.said());
        try {
            shell.input().write(request(command));
            return Optional.of(begun);
        } catch (IOException e) {
            close();
            return Optional.empty();
        }
    }

    private Opened open() {
        CommandStream stream = command(Duration.ZERO).begun(container, List.of(BASH, "-c", LOOP, "hikae", key));
        ShellAnswers answers = new ShellAnswers(key);
        return new Opened(stream, answers, stream.listen(answers));
    }

    private Docker.Result result(Begun begun, Duration limit) {
        ContainerCommand command = command(limit);
        if (!Waiting.until(() -> begun.answers().await(limit.toMillis(), TimeUnit.MILLISECONDS))) {
            close();
            throw command.late(container);
        }
        Optional<Integer> code = begun.answers().code();
        if (code.isEmpty()) {
            close();
        }
        BoundedOutput said = begun.said();
        Docker.Result result = new Docker.Result(code.orElse(ContainerCommand.KILLED), said.output(), said.errors());
        return command.checked(result, container, begun.at());
    }

    private ContainerCommand command(Duration limit) {
        return new ContainerCommand(connection, limit);
    }

    private static byte[] request(List<String> command) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((command.size() + "\0").getBytes(StandardCharsets.US_ASCII));
        command.forEach(word -> request.writeBytes((word + "\0").getBytes(StandardCharsets.UTF_8)));
        return request.toByteArray();
    }

    /** The next command opens another one. */
    @Override
    public void close() {
        Optional.ofNullable(opened).ifPresent(shell -> shell.stream().close());
        opened = null;
    }
}
