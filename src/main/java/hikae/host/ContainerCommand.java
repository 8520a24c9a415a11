package hikae.host;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One command in a container, within a limit. No terminal, no input, no secret in the command. */
final class ContainerCommand {
    /** The engine may say "running" for a moment after the output has ended. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final int POLL_MILLIS = 20;

    private final EngineConnection connection;
    private final Duration limit;

    ContainerCommand(EngineConnection connection, Duration limit) {
        this.connection = connection;
        this.limit = limit;
    }

    /** In a container that runs; what outlives the limit goes on there. */
    Docker.Result in(String containerId, List<String> command) {
        String exec = connection.ask(client -> client.execCreateCmd(containerId)
                .withCmd(command.toArray(new String[0]))
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId());
        BoundedOutput said = new BoundedOutput();
        connection.follow(client -> {
            client.execStartCmd(exec).exec(said);
            return awaited(said, containerId);
        });
        return result(said, containerId, () -> exitCode(exec));
    }

    /** In a container of its own, which is removed with its anonymous volumes whatever happens. */
    Docker.Result inOneOfItsOwn(Docker.Throwaway throwaway) {
        String id = connection.ask(client -> create(client, throwaway).exec().getId());
        Docker.Result result;
        try {
            result = started(id, throwaway.image());
        } catch (RuntimeException e) {
            removeAfter(e, id);
            throw e;
        }
        connection.ask(client -> removed(client, id));
        return result;
    }

    private Docker.Result started(String id, String image) {
        BoundedOutput said = new BoundedOutput();
        connection.follow(client -> attached(client, id, said));
        connection.ask(client -> client.startContainerCmd(id).exec());
        connection.follow(client -> awaited(said, image));
        return result(said, image, () -> exitCodeOf(id));
    }

    /** What went wrong first is what the operator must hear of. */
    private void removeAfter(RuntimeException first, String id) {
        try {
            connection.ask(client -> removed(client, id));
        } catch (RuntimeException second) {
            first.addSuppressed(second);
        }
    }

    private static CreateContainerCmd create(DockerClient client, Docker.Throwaway throwaway) {
        List<Mount> mounts = throwaway.readOnly().entrySet().stream()
                .map(bind -> new Mount()
                        .withType(MountType.BIND)
                        .withSource(bind.getKey().toString())
                        .withTarget(bind.getValue())
                        .withReadOnly(true))
                .toList();
        HostConfig host = HostConfig.newHostConfig()
                .withNetworkMode(throwaway.network())
                .withMounts(mounts)
                .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE, Map.of()));
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

    private ProblemException late(String where) {
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

    private Optional<Integer> exitCode(String exec) {
        InspectExecResponse state =
                connection.ask(client -> client.inspectExecCmd(exec).exec());
        boolean ended = !Inspected.or(state.isRunning(), false);
        return ended ? Optional.ofNullable(state.getExitCodeLong()).map(Long::intValue) : Optional.empty();
    }

    private Optional<Integer> exitCodeOf(String id) {
        InspectContainerResponse.ContainerState state =
                connection.ask(client -> client.inspectContainerCmd(id).exec()).getState();
        boolean ended = "exited".equals(state.getStatus()) || "dead".equals(state.getStatus());
        return ended ? Optional.ofNullable(state.getExitCodeLong()).map(Long::intValue) : Optional.empty();
    }

    private static boolean removed(DockerClient client, String id) {
        try {
            client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static void close(BoundedOutput said) {
        try {
            said.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
