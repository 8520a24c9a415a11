package hikae.instance.find;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.compose.ComposeDirectory;
import hikae.instance.compose.ContainerService;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds Misskey on this host, read-only: first by the labels Compose puts on containers, then in the given
 * directory, then in directories nearby. What is recognised but cannot be set up is refused with its reason.
 */
public final class InstanceFinder {
    private static final ServiceChoice NONE = ServiceChoice.none();

    private final Host host;
    private final ServiceChoice choice;

    public InstanceFinder(Host host) {
        this(host, NONE);
    }

    /** With what the operator said about services that nothing tells apart. */
    public InstanceFinder(Host host, ServiceChoice choice) {
        this.host = host;
        this.choice = choice;
    }

    /**
     * All instances, those that run first. What was refused in a directory comes before what was refused
     * elsewhere on this host.
     *
     * @param given the directory the operator named; it is looked into even when Docker knows others
     */
    public Discovery find(Optional<Path> given) {
        List<Instance> instances = new ArrayList<>();
        List<Problem> elsewhere = new ArrayList<>();
        Optional<Problem> engine = live(given.map(host.files()::real), instances, elsewhere);
        List<Problem> refused = new ArrayList<>();
        for (Path directory : directories(given)) {
            boolean worth = given.isEmpty()
                    || looksLikeMisskey(directory)
                    || ComposeDirectory.file(host, directory).isPresent();
            if (!isAmong(instances, directory) && worth) {
                attempt(() -> new FromFiles(host, choice).read(directory), instances, refused);
            }
        }
        if (given.isPresent()
                && refused.isEmpty()
                && !isAmong(instances, host.files().real(given.get()))) {
            refused.add(Problem.of("instance-not-there", given.get()));
        }
        refused.addAll(elsewhere);
        return new Discovery(instances, List.copyOf(new LinkedHashSet<>(refused)), engine);
    }

    /** Whether a container is sure to run Misskey, by its image, its mounts and its variables, whatever its labels say. */
    public static boolean isMisskey(Docker.Container container) {
        return WhichMisskey.of(List.of(ContainerService.of(container)), Path.of("/"), Optional.empty())
                .isThere();
    }

    private static boolean isAmong(List<Instance> instances, Path directory) {
        return instances.stream().anyMatch(one -> one.directory().equals(directory));
    }

    private Optional<Problem> live(Optional<Path> given, List<Instance> instances, List<Problem> refused) {
        List<Docker.Container> containers;
        List<Docker.Network> networks;
        try {
            host.docker().engine();
            containers = host.docker().containers();
            networks = host.docker().networks();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
        for (List<Docker.Container> project : projects(containers).values()) {
            FromContainers from = new FromContainers(host, networks, isMeant(project, given) ? choice : NONE);
            if (from.looksLikeMisskey(project)) {
                attempt(() -> from.read(project), instances, refused);
            }
        }
        containers.stream()
                .filter(container -> container.project().isEmpty() && isMisskey(container))
                .forEach(container -> refused.add(Problem.of("instance-not-compose", container.name())));
        return Optional.empty();
    }

    /** What was said about services was said about one project: that of the directory, where its directory is here. */
    private boolean isMeant(List<Docker.Container> project, Optional<Path> given) {
        return given.isEmpty()
                || project.stream()
                        .flatMap(one -> one.composeDirectory().stream())
                        .filter(path -> host.files().look(path).isPresent())
                        .map(host.files()::real)
                        .allMatch(given.get()::equals);
    }

    private interface Reading {
        Instance read();
    }

    private static void attempt(Reading reading, List<Instance> instances, List<Problem> refused) {
        try {
            instances.add(reading.read());
        } catch (ProblemException e) {
            refused.add(e.problem());
        }
    }

    private static Map<String, List<Docker.Container>> projects(List<Docker.Container> containers) {
        Map<String, List<Docker.Container>> projects = new LinkedHashMap<>();
        for (Docker.Container container : containers) {
            Optional<String> project = container.project();
            if (project.isPresent() && !container.isOneOff()) {
                projects.computeIfAbsent(project.get(), name -> new ArrayList<>())
                        .add(container);
            }
        }
        return projects;
    }

    /** The given directory alone, or those of the usual places where one seems to be. */
    private Set<Path> directories(Optional<Path> given) {
        if (given.isPresent()) {
            return Set.of(host.files().real(given.get()));
        }
        Path here = host.environment().workingDirectory();
        Path home = host.environment().home();
        Set<Path> all = new LinkedHashSet<>();
        List<Path> likely = List.of(
                here,
                here.resolve("misskey"),
                home.resolve("misskey"),
                Path.of("/home/misskey/misskey"),
                Path.of("/srv/misskey"),
                Path.of("/opt/misskey"));
        likely.forEach(path -> seemsToBe(path).ifPresent(all::add));
        return all;
    }

    /** Empty, too, for what this account cannot reach, such as the home of another one: nobody named it. */
    private Optional<Path> seemsToBe(Path path) {
        try {
            return Optional.of(host.files().real(path)).filter(this::looksLikeMisskey);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private boolean looksLikeMisskey(Path directory) {
        Path config = directory.resolve(".config");
        return host.files().look(config.resolve("default.yml")).isPresent()
                || host.files().look(config.resolve("docker.env")).isPresent();
    }
}
