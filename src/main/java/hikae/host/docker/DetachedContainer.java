package hikae.host.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import hikae.host.ContainerSpec;
import hikae.host.Docker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A container that is made for a while and runs in the background. */
final class DetachedContainer {
    private final EngineConnection connection;

    DetachedContainer(EngineConnection connection) {
        this.connection = connection;
    }

    /** Its full id. */
    String run(ContainerSpec spec) {
        String id = connection.ask(client -> create(client, spec).exec().getId());
        try {
            new ContainerLife(connection).start(id);
        } catch (RuntimeException e) {
            throw new ContainerLife(connection).removedAfter(e, id);
        }
        return id;
    }

    /** Whether a container of this name was made, never to be started; not where there is one. */
    boolean reserve(String name, String image, Map<String, String> labels) {
        return connection.ask(client -> {
            try {
                client.createContainerCmd(image)
                        .withName(name)
                        .withLabels(labels)
                        .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"))
                        .withEntrypoint("true")
                        .exec();
                return true;
            } catch (ConflictException e) {
                return false;
            }
        });
    }

    private static CreateContainerCmd create(DockerClient client, ContainerSpec spec) {
        HostConfig host =
                HostConfig.newHostConfig().withNetworkMode(spec.network()).withMounts(mounts(spec));
        Rights.of(spec).into(host);
        if (spec.memoryBytes() > 0) {
            host.withMemory(spec.memoryBytes());
        }
        CreateContainerCmd made = client.createContainerCmd(spec.image())
                .withLabels(spec.labels())
                .withHostConfig(host)
                .withTty(false)
                .withEnv(spec.env().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList());
        if (!spec.keepEntrypoint()) {
            made.withEntrypoint(spec.command());
        } else if (!spec.command().isEmpty()) {
            made.withCmd(spec.command());
        }
        return made;
    }

    /** By their long form, which never makes a missing source. */
    private static List<Mount> mounts(ContainerSpec spec) {
        List<Mount> mounts = new ArrayList<>();
        for (Docker.Bind bind : spec.binds()) {
            boolean path = bind.source().startsWith("/");
            mounts.add(new Mount()
                    .withType(path ? MountType.BIND : MountType.VOLUME)
                    .withSource(bind.source())
                    .withTarget(bind.target())
                    .withReadOnly(!bind.writable()));
        }
        for (String target : spec.scratch()) {
            mounts.add(new Mount().withType(MountType.VOLUME).withTarget(target));
        }
        return mounts;
    }
}
