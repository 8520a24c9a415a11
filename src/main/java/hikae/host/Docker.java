package hikae.host;

import hikae.text.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Docker engine of this host. Every call may throw a {@link hikae.text.ProblemException}. */
public interface Docker {
    /**
     * The engine that answers.
     *
     * @param version such as {@code 28.5.2}
     * @param apiVersion such as {@code 1.51}
     * @param address the socket it answers on
     * @param rootless whether it runs without root
     */
    record Engine(String version, String apiVersion, String address, boolean rootless) {}

    /**
     * A container, running or not.
     *
     * @param id the full id
     * @param name without the leading slash
     * @param image as it was asked for, such as {@code postgres:15-alpine}
     * @param state as Docker says it: running, restarting, exited, created, paused
     * @param health healthy, unhealthy, starting; empty without a health check
     * @param startedAt when it last started
     * @param restarts how often it was restarted by itself
     * @param labels its own labels, not those that it only has from its image
     * @param env the environment after Compose's parsing
     * @param networks what it is attached to
     * @param mounts where its data is
     * @param restartPolicy no, always, unless-stopped, on-failure or {@code on-failure:5}
     * @param imageId the full id of the image it was made from, which its name may no longer mean
     */
    record Container(
            String id,
            String name,
            String image,
            String state,
            Optional<String> health,
            Instant startedAt,
            int restarts,
            Map<String, String> labels,
            Map<String, Secret> env,
            List<Attachment> networks,
            List<Mount> mounts,
            String restartPolicy,
            String imageId) {
        /** Whether it runs right now. */
        public boolean isRunning() {
            return state.equals("running");
        }

        /** A label's value. */
        public Optional<String> label(String key) {
            return Optional.ofNullable(labels.get(key)).filter(value -> !value.isEmpty());
        }

        /** The Compose project it is of; empty where Compose did not make it. */
        public Optional<String> project() {
            return label("com.docker.compose.project");
        }

        /** What its compose file calls it. */
        public Optional<String> service() {
            return label("com.docker.compose.service");
        }

        /** Whether it is of {@code compose run}, made for one command. */
        public boolean isOneOff() {
            return label("com.docker.compose.oneoff")
                    .filter("true"::equalsIgnoreCase)
                    .isPresent();
        }

        /** The directory it was started from, absolute. */
        public Optional<Path> composeDirectory() {
            return label("com.docker.compose.project.working_dir").map(Path::of).filter(Path::isAbsolute);
        }

        /** The compose files it was started with, absolute. */
        public List<Path> composeFiles() {
            return label("com.docker.compose.project.config_files").stream()
                    .flatMap(text -> Stream.of(text.split(",")))
                    .map(Path::of)
                    .filter(Path::isAbsolute)
                    .toList();
        }
    }

    /**
     * A container's place on a network.
     *
     * @param network the network's name
     * @param networkId the id it was attached to, which may be stale
     * @param address its IPv4 address; empty when the container does not run
     * @param aliases the names it answers to there
     */
    record Attachment(String network, String networkId, Optional<String> address, List<String> aliases) {}

    /**
     * A place where data is.
     *
     * @param type bind or volume
     * @param name the volume's name, or an empty text
     * @param source the path on the host
     * @param target the path in the container
     */
    record Mount(String type, String name, String source, String target) {
        /** Whether it is a volume that nobody has named. */
        public boolean isNameless() {
            return type.equals("volume") && isNameless(name);
        }

        /** Whether Docker itself has made up this name of a volume. */
        public static boolean isNameless(String volume) {
            return volume.matches("[0-9a-f]{64}");
        }
    }

    /**
     * A network.
     *
     * @param id the full id
     * @param name such as {@code misskey_internal_network}
     * @param driver such as bridge
     * @param internal whether it has no way out
     * @param labels all labels
     */
    record Network(String id, String name, String driver, boolean internal, Map<String, String> labels) {}

    /**
     * How a command in a container ended.
     *
     * @param exitCode its status
     * @param output standard output, bounded
     * @param errors standard error, bounded
     */
    record Result(int exitCode, String output, String errors) {
        private static final Pattern WARNED = Pattern.compile("(?:WARNING|NOTICE|DETAIL|HINT): .*");

        /**
         * The line of the errors that says why a login or a statement failed. What the server only warns of, such as a
         * collation of another version, comes before it.
         */
        public String why() {
            return errors.lines()
                    .filter(line -> !line.isBlank() && !WARNED.matcher(line).matches())
                    .findFirst()
                    .orElse("-");
        }
    }

    /**
     * A container made for one command and removed afterwards.
     *
     * @param image its image, which must be present
     * @param network the network it joins
     * @param command the command, no secret in it
     * @param readOnly files of the host it may read: path on the host to path inside
     * @param labels by which a leftover is known as ours
     */
    record Throwaway(
            String image,
            String network,
            List<String> command,
            Map<Path, String> readOnly,
            Map<String, String> labels) {}

    /**
     * A place of the host in a helper container.
     *
     * @param source an absolute path on the host, which must exist, or the name of a volume
     * @param target the path in the container
     * @param writable whether it may be written to
     */
    record Bind(String source, String target, boolean writable) {}

    /** Asks the engine who it is; the first call of all. */
    Engine engine();

    /** All containers, stopped ones too. */
    List<Container> containers();

    /** One container by id or name. */
    Optional<Container> container(String idOrName);

    /** All networks. */
    List<Network> networks();

    /**
     * A volume.
     *
     * @param place where its data is on this host
     * @param plain whether it is just a directory there: no other driver, nothing that is mounted only while it is used
     */
    record Volume(Path place, boolean plain) {}

    /** A volume by its name; empty when there is none. */
    Optional<Volume> volume(String name);

    /**
     * An image on this host.
     *
     * @param id a hash of all that is in it
     * @param digests how registries know it, as {@code NAME@sha256:...}
     */
    record Image(String id, List<String> digests) {
        public Image {
            digests = List.copyOf(digests);
        }
    }

    /** What a name means now; empty when there is no such image here. */
    Optional<Image> image(String name);

    /** Whether the image is present on this host. */
    boolean hasImage(String image);

    /**
     * Runs a command in a running container. A container that ends meanwhile is a problem of its own,
     * {@code docker-ended-meanwhile}, not the command's result.
     */
    Result exec(String containerId, List<String> command, Duration limit);

    /**
     * The same, and each line of its output as soon as it is printed; they come from another thread.
     *
     * @param lines takes them, without their ends
     */
    Result exec(String containerId, List<String> command, Duration limit, Consumer<String> lines);

    /**
     * The same with something on its standard input. So a container is given what it needs without a place of the host
     * being mounted into it, whose name could lead elsewhere at that moment.
     */
    Result exec(String containerId, List<String> command, Duration limit, Talk talk);

    /** Runs a command in a container of its own, which is removed whatever happens. */
    Result run(Throwaway throwaway, Duration limit);

    /** The last lines of a container's log. */
    String log(String containerId, int lines);

    /** What it printed between these moments, to the second, each line behind its own moment and a blank. */
    String log(String containerId, Instant from, Instant until);

    /**
     * Makes a container and starts it in the background; removed again when it does not start.
     *
     * @return its full id
     */
    String runDetached(ContainerSpec spec);

    /**
     * Makes a container that is never started, only because a name can exist once.
     *
     * @param image its image, which must be present
     * @param labels by which it is known as ours
     * @return whether it was made; not when the name is taken
     */
    boolean reserve(String name, String image, Map<String, String> labels);

    /** Ends a container of ours and removes it with its anonymous volumes; nothing happens when it is gone. */
    void remove(String idOrName);

    /** Stops a container, by force after the grace; returns when it is stopped, at once when it already is. */
    void stop(String idOrName, Duration grace);

    /** Starts a stopped container; nothing happens when it runs. */
    void start(String idOrName);

    /** Stops a container as {@link #stop} does, and starts it. */
    void restart(String idOrName, Duration grace);

    /** Decides whether it comes back by itself; the words are those of {@link Container#restartPolicy}. */
    void restartPolicy(String idOrName, String policy);
}
