package hikae.host.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import hikae.host.ContainerSpec;
import hikae.host.Docker;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a container of ours may do on this host: as root inside it has only what its work needs. An image is somebody
 * else's, and a dump goes through it.
 */
final class Rights {
    /** So many processes: a load with a session for each processor needs a few dozen, a server a few hundred. */
    private static final long PROCESSES = 1024;

    /** What psql, gzip and their shells need is a few dozen megabytes; this much only ends a runaway. */
    private static final long MEMORY = 1L << 30;

    private static final Map<String, String> LOG_LIMITS = Map.of("max-size", "10m", "max-file", "2");

    /** Nothing is run from there, and it counts as memory. */
    private static final Map<String, String> SCRATCH = Map.of("/tmp", "rw,nosuid,nodev,noexec,size=256m");

    private final List<Capability> capabilities;
    private final boolean rootWritable;

    private Rights(Stream<Capability> capabilities, boolean rootWritable) {
        this.capabilities = capabilities.toList();
        this.rootWritable = rootWritable;
    }

    /**
     * For a helper container. A server begins as root, makes its data directory its own and becomes another user; what its
     * entrypoint writes elsewhere differs from image to image. A client reads a password of mode 0600 whoever owns
     * it; one that may write to a place of the host makes and hands over files there.
     */
    static Rights of(ContainerSpec spec) {
        if (spec.keepEntrypoint()) {
            return new Rights(
                    Stream.of(
                            Capability.CHOWN,
                            Capability.DAC_OVERRIDE,
                            Capability.FOWNER,
                            Capability.SETGID,
                            Capability.SETUID),
                    true);
        }
        boolean writes = spec.binds().stream().anyMatch(Docker.Bind::writable);
        return new Rights(
                writes
                        ? Stream.of(Capability.CHOWN, Capability.DAC_OVERRIDE, Capability.FOWNER)
                        : Stream.of(Capability.DAC_OVERRIDE),
                false);
    }

    /** For one command that may read these files, whoever owns them. */
    static Rights of(Docker.Throwaway throwaway) {
        return new Rights(throwaway.readOnly().isEmpty() ? Stream.empty() : Stream.of(Capability.DAC_OVERRIDE), false);
    }

    /** Puts them into what a container is made of. */
    void into(HostConfig host) {
        host.withCapDrop(Capability.ALL)
                .withCapAdd(capabilities.toArray(Capability[]::new))
                .withSecurityOpts(List.of("no-new-privileges"))
                .withPidsLimit(PROCESSES)
                .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE, LOG_LIMITS));
        if (!rootWritable) {
            host.withReadonlyRootfs(true).withTmpFs(SCRATCH).withMemory(MEMORY);
        }
    }
}
