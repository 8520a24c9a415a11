package hikae.host;

import hikae.text.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * @param labels all labels
     * @param env the environment after Compose's parsing
     * @param networks what it is attached to
     * @param mounts where its data is
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
            List<Mount> mounts) {
        /** Whether it runs right now. */
        public boolean isRunning() {
            return state.equals("running");
        }

        /** A label's value. */
        public Optional<String> label(String key) {
            return Optional.ofNullable(labels.get(key)).filter(value -> !value.isEmpty());
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
    record Mount(String type, String name, String source, String target) {}

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
    record Result(int exitCode, String output, String errors) {}

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

    /** Asks the engine who it is; the first call of all. */
    Engine engine();

    /** All containers, stopped ones too. */
    List<Container> containers();

    /** One container by id or name. */
    Optional<Container> container(String idOrName);

    /** All networks. */
    List<Network> networks();

    /** Whether the image is present on this host. */
    boolean hasImage(String image);

    /** Runs a command in a running container. */
    Result exec(String containerId, List<String> command, Duration limit);

    /** Runs a command in a container of its own, which is removed whatever happens. */
    Result run(Throwaway throwaway, Duration limit);

    /** The last lines of a container's log. */
    String log(String containerId, int lines);
}
