package hikae.host.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import hikae.host.ContainerSpec;
import hikae.host.Docker;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Plain;
import hikae.host.Programs;
import hikae.host.Talk;
import hikae.host.Waiting;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The engine behind a socket of this host. Where it answers is found out at the first call. */
public final class DockerEngine implements Docker {
    /** Mounts by their long form, which never makes a missing source, came with 1.25 (Docker 1.13, 2017). */
    private static final String OLDEST_API = "1.25";

    private final Environment environment;
    private final DockerAddress address;
    private final Programs programs;
    private final Duration patience;
    private final OwnLabels labels = new OwnLabels();
    private final Map<String, OpenShell> shells = new ConcurrentHashMap<>();
    private @Nullable EngineConnection connection;
    private Path socket = Path.of("");

    public DockerEngine(Environment environment, Files files, Programs programs, Duration patience) {
        this.environment = environment;
        this.address = new DockerAddress(environment, files);
        this.programs = programs;
        this.patience = patience;
    }

    @Override
    public Engine engine() {
        Version version = connection().ask(client -> client.versionCmd().exec());
        String api = Inspected.or(version.getApiVersion(), "0");
        String name = Inspected.or(version.getVersion(), "?");
        if (isOlder(api, OLDEST_API)) {
            throw ProblemException.of("docker-too-old", Plain.sentence(name), Plain.sentence(api), OLDEST_API);
        }
        Info info = connection().ask(client -> client.infoCmd().exec());
        List<String> security = Inspected.or(info.getSecurityOptions(), List.of());
        boolean rootless = security.stream().anyMatch(option -> option.startsWith("name=rootless"));
        return new Engine(name, api, "unix://" + socket, rootless);
    }

    @Override
    public List<Docker.Container> containers() {
        List<String> ids = connection()
                .ask(client -> client.listContainersCmd().withShowAll(true).exec().stream()
                        .map(listed -> listed.getId())
                        .toList());
        // one of them may be gone a moment later; side by side, because a server has a dozen of them
        return ids.parallelStream().flatMap(id -> container(id).stream()).toList();
    }

    @Override
    public Optional<Docker.Container> container(String idOrName) {
        return connection().ask(client -> {
            try {
                Container seen =
                        Inspected.container(client.inspectContainerCmd(idOrName).exec());
                return Optional.of(Inspected.labelled(seen, labels.of(client, seen.labels(), seen.imageId())));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public List<Docker.Network> networks() {
        return connection()
                .ask(client -> client.listNetworksCmd().exec().stream()
                        .map(Inspected::network)
                        .toList());
    }

    @Override
    public Optional<Volume> volume(String name) {
        return connection().ask(client -> {
            try {
                InspectVolumeResponse volume = client.inspectVolumeCmd(name).exec();
                boolean plain = Inspected.or(volume.getDriver(), "").equals("local")
                        && Inspected.or(volume.getOptions(), Map.of()).isEmpty();
                return Optional.ofNullable(volume.getMountpoint()).map(place -> new Volume(Path.of(place), plain));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<Image> image(String name) {
        return connection().ask(client -> {
            try {
                InspectImageResponse image = client.inspectImageCmd(name).exec();
                List<String> digests = List.copyOf(Inspected.or(image.getRepoDigests(), List.of()));
                return Optional.ofNullable(image.getId()).map(id -> new Image(id, digests));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean hasImage(String image) {
        return connection().ask(client -> {
            try {
                return client.inspectImageCmd(image).exec().getId() != null;
            } catch (NotFoundException e) {
                return false;
            }
        });
    }

    @Override
    public Result exec(String containerId, List<String> command, Duration limit) {
        return Optional.ofNullable(shells.get(containerId))
                .flatMap(shell -> shell.run(command, limit))
                .orElseGet(() -> execAlone(containerId, command, limit));
    }

    private Result execAlone(String containerId, List<String> command, Duration limit) {
        return new ContainerCommand(connection(), limit).in(containerId, command, new BoundedOutput());
    }

    @Override
    public Result exec(String containerId, List<String> command, Duration limit, Consumer<String> lines) {
        return new ContainerCommand(connection(), limit).in(containerId, command, new BoundedOutput(lines));
    }

    @Override
    public Result exec(String containerId, List<String> command, Duration limit, Talk talk) {
        return new ContainerCommand(connection(), limit).in(containerId, command, talk);
    }

    @Override
    public Result run(Throwaway throwaway, Duration limit) {
        return new ContainerCommand(connection(), limit).inOneOfItsOwn(throwaway);
    }

    @Override
    public String log(String containerId, int lines) {
        return log(client -> client.logContainerCmd(containerId).withTail(lines));
    }

    @Override
    public String log(String containerId, Instant from, Instant until) {
        return log(client -> client.logContainerCmd(containerId)
                .withTimestamps(true)
                .withSince((int) from.getEpochSecond())
                .withUntil((int) until.getEpochSecond()));
    }

    private String log(Function<DockerClient, LogContainerCmd> asked) {
        BoundedOutput both = new BoundedOutput();
        connection().follow(client -> {
            follow(asked.apply(client), both);
            return both;
        });
        return both.output() + both.errors();
    }

    @Override
    public String runDetached(ContainerSpec spec) {
        String id = new DetachedContainer(connection()).run(spec);
        shells.put(id, new OpenShell(connection(), id));
        return id;
    }

    @Override
    public boolean reserve(String name, String image, Map<String, String> labels) {
        return new DetachedContainer(connection()).reserve(name, image, labels);
    }

    @Override
    public void remove(String idOrName) {
        Optional.ofNullable(shells.remove(idOrName)).ifPresent(OpenShell::close);
        new ContainerLife(connection()).remove(idOrName);
    }

    @Override
    public void stop(String idOrName, Duration grace) {
        new ContainerLife(connection()).stop(idOrName, grace);
    }

    @Override
    public void start(String idOrName) {
        new ContainerLife(connection()).start(idOrName);
    }

    @Override
    public void restart(String idOrName, Duration grace) {
        new ContainerLife(connection()).restart(idOrName, grace);
    }

    @Override
    public void restartPolicy(String idOrName, String policy) {
        new ContainerLife(connection()).restartPolicy(idOrName, policy);
    }

    private void follow(LogContainerCmd asked, BoundedOutput both) {
        asked.withStdOut(true).withStdErr(true).exec(both);
        if (!Waiting.until(() -> both.awaitCompletion(patience.toMillis(), TimeUnit.MILLISECONDS))) {
            throw ProblemException.of("docker-timeout", socket);
        }
    }

    private synchronized EngineConnection connection() {
        EngineConnection present = connection;
        if (present == null) {
            socket = address.socket();
            present = new EngineConnection(new DockerProblem(environment, programs, socket), socket, patience);
            connection = present;
        }
        return present;
    }

    private static boolean isOlder(String api, String oldest) {
        String[] is = api.split("\\.");
        String[] least = oldest.split("\\.");
        for (int i = 0; i < least.length; i++) {
            int number = i < is.length && is[i].matches("\\d{1,6}") ? Integer.parseInt(is[i]) : 0;
            if (number != Integer.parseInt(least[i])) {
                return number < Integer.parseInt(least[i]);
            }
        }
        return false;
    }
}
