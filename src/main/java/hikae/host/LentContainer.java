package hikae.host;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A container that is made for a while and runs in the background. */
final class LentContainer {
    private final EngineConnection connection;

    LentContainer(EngineConnection connection) {
        this.connection = connection;
    }

    /** Its full id. */
    String lend(Docker.Lent lent) {
        String id = connection.ask(client -> create(client, lent).exec().getId());
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

    private static CreateContainerCmd create(DockerClient client, Docker.Lent lent) {
        HostConfig host =
                HostConfig.newHostConfig().withNetworkMode(lent.network()).withMounts(mounts(lent));
        Rights.of(lent).into(host);
        if (lent.memoryBytes() > 0) {
            host.withMemory(lent.memoryBytes());
        }
        CreateContainerCmd made = client.createContainerCmd(lent.image())
                .withLabels(lent.labels())
                .withHostConfig(host)
                .withTty(false)
                .withEnv(lent.env().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList());
        if (!lent.keepEntrypoint()) {
            made.withEntrypoint(lent.command());
        } else if (!lent.command().isEmpty()) {
            made.withCmd(lent.command());
        }
        return made;
    }

    /** By their long form, which never makes a missing source. */
    private static List<Mount> mounts(Docker.Lent lent) {
        List<Mount> mounts = new ArrayList<>();
        for (Docker.Bind bind : lent.binds()) {
            boolean path = bind.source().startsWith("/");
            mounts.add(new Mount()
                    .withType(path ? MountType.BIND : MountType.VOLUME)
                    .withSource(bind.source())
                    .withTarget(bind.target())
                    .withReadOnly(!bind.writable()));
        }
        for (String target : lent.scratch()) {
            mounts.add(new Mount().withType(MountType.VOLUME).withTarget(target));
        }
        return mounts;
    }
}
