package hikae.host.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import hikae.host.Docker;
import hikae.host.Talk;
import hikae.host.Waiting;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One command in a container, within a limit. No terminal, no secret in the command. */
final class ContainerCommand {
    /** The engine may say "running" for a moment after the output has ended. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    /** What the shell calls SIGKILL: the end of everything in a container that ends. */
    static final int KILLED = 137;

    /** The engine may say "running" for a moment of a container of which nothing is left. */
    private static final Duration GOING = Duration.ofSeconds(2);

    private static final int POLL_MILLIS = 20;

    private final EngineConnection connection;
    private final Duration limit;

    ContainerCommand(EngineConnection connection, Duration limit) {
        this.connection = connection;
        this.limit = limit;
    }

    /** In a container that runs; what outlives the limit goes on there. */
    Docker.Result in(String containerId, List<String> command, BoundedOutput said) {
        String exec = made(containerId, command, false);
        Instant begin = Instant.now();
        connection.follow(client -> {
            client.execStartCmd(exec).exec(said);
            return awaited(said, containerId);
        });
        return ended(exec, containerId, said, begin);
    }

    /** The same with an input. */
    Docker.Result in(String containerId, List<String> command, Talk talk) {
        String exec = made(containerId, command, true);
        Instant begin = Instant.now();
        BoundedOutput said = new BoundedOutput(talk.lines(), talk.output());
        try (CommandStream stream = connection.stream(exec)) {
            stream.talk(talk.input(), said);
            connection.follow(client -> awaited(said, containerId));
            stream.unread().ifPresent(failure -> {
                throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
            });
        }
        return ended(exec, containerId, said, begin);
    }

    private String made(String containerId, List<String> command, boolean input) {
        return connection.ask(client -> client.execCreateCmd(containerId)
                .withCmd(command.toArray(new String[0]))
                .withAttachStdin(input)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId());
    }

    private Docker.Result ended(String exec, String containerId, BoundedOutput said, Instant begin) {
        return checked(result(said, containerId, () -> exitCode(exec, containerId, begin)), containerId, begin);
    }

    /** A result, when its container did not end meanwhile. */
    Docker.Result checked(Docker.Result result, String containerId, Instant begin) {
        if (result.exitCode() != 0) {
            requireStill(containerId, begin, result.exitCode() == KILLED ? GOING : Duration.ZERO);
        }
        return result;
    }

    /** Starts one that is given its input bit by bit. */
    CommandStream begun(String containerId, List<String> command) {
        return connection.stream(made(containerId, command, true));
    }

    /** A command that died with its container says as little by its exit code as one that was killed. */
    private void requireStill(String containerId, Instant begin, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        boolean ended = hasEnded(containerId, begin);
        while (!ended && System.nanoTime() < end && Waiting.until(ContainerCommand::paused)) {
            ended = hasEnded(containerId, begin);
        }
        if (ended) {
            throw ProblemException.of("docker-ended-meanwhile", containerId);
        }
    }

    private boolean hasEnded(String containerId, Instant begin) {
        return connection.ask(client -> {
            try {
                Docker.Container now = Inspected.container(
                        client.inspectContainerCmd(containerId).exec());
                return !now.isRunning() || now.startedAt().isAfter(begin);
            } catch (NotFoundException e) {
                return true;
            }
        });
    }

    /** In a container of its own, which is removed with its anonymous volumes whatever happens. */
    Docker.Result inOneOfItsOwn(Docker.Throwaway throwaway) {
        String id = connection.ask(client -> create(client, throwaway).exec().getId());
        Docker.Result result;
        try {
            result = started(id, throwaway.image());
        } catch (RuntimeException e) {
            throw new ContainerLife(connection).removedAfter(e, id);
        }
        new ContainerLife(connection).remove(id);
        return result;
    }

    private Docker.Result started(String id, String image) {
        BoundedOutput said = new BoundedOutput();
        connection.follow(client -> attached(client, id, said));
        connection.ask(client -> client.startContainerCmd(id).exec());
        connection.follow(client -> awaited(said, image));
        return result(said, image, () -> exitCodeOf(id));
    }

    private static CreateContainerCmd create(DockerClient client, Docker.Throwaway throwaway) {
        List<Mount> mounts = throwaway.readOnly().entrySet().stream()
                .map(bind -> new Mount()
                        .withType(MountType.BIND)
                        .withSource(bind.getKey().toString())
                        .withTarget(bind.getValue())
                        .withReadOnly(true))
                .toList();
        HostConfig host =
                HostConfig.newHostConfig().withNetworkMode(throwaway.network()).withMounts(mounts);
        Rights.of(throwaway).into(host);
        host.withLogConfig(new LogConfig(LogConfig.LoggingType.NONE, Map.of()));
        // as entrypoint, because an image's own one might do something else with the command
        return client.createContainerCmd(throwaway.image())
                .withEntrypoint(throwaway.command())
                .withLabels(throwaway.labels())
                .withHostConfig(host)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withTty(false);
    }

    /** Attached before the start, so that the first words are not missed. */
    private boolean attached(DockerClient client, String id, BoundedOutput said) {
        client.attachContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .exec(said);
        return Waiting.until(() -> said.awaitStarted(SETTLING.toMillis(), TimeUnit.MILLISECONDS));
    }

    private boolean awaited(BoundedOutput said, String where) {
        boolean ended = Waiting.until(() -> said.awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS));
        if (!ended) {
            close(said);
            throw late(where);
        }
        return true;
    }

    ProblemException late(String where) {
        return ProblemException.of("docker-command-timeout", where, Long.toString(limit.toSeconds()));
    }

    private Docker.Result result(BoundedOutput said, String where, Supplier<Optional<Integer>> exitCode) {
        long end = System.nanoTime() + SETTLING.toNanos();
        Optional<Integer> code = exitCode.get();
        while (code.isEmpty() && System.nanoTime() < end && Waiting.until(ContainerCommand::paused)) {
            code = exitCode.get();
        }
        return new Docker.Result(code.orElseThrow(() -> late(where)), said.output(), said.errors());
    }

    private static boolean paused() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        return true;
    }

    private Optional<Integer> exitCode(String exec, String containerId, Instant begin) {
        InspectExecResponse state;
        try {
            state = connection.ask(client -> client.inspectExecCmd(exec).exec());
        } catch (ProblemException e) {
            requireStill(containerId, begin, Duration.ZERO);
            throw e;
        }
        boolean ended = !Inspected.or(state.isRunning(), false);
        return ended ? Optional.ofNullable(state.getExitCodeLong()).map(Long::intValue) : Optional.empty();
    }

    private Optional<Integer> exitCodeOf(String id) {
        InspectContainerResponse.ContainerState state =
                connection.ask(client -> client.inspectContainerCmd(id).exec()).getState();
        boolean ended = "exited".equals(state.getStatus()) || "dead".equals(state.getStatus());
        return ended ? Optional.ofNullable(state.getExitCodeLong()).map(Long::intValue) : Optional.empty();
    }

    private static void close(BoundedOutput said) {
        try {
            said.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
