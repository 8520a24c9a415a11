package hikae.host.docker;

import com.github.dockerjava.api.command.HealthState;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import hikae.host.Docker;
import hikae.text.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the engine's answers, in which anything may be missing, into our records. */
final class Inspected {
    private Inspected() {}

    static Docker.Container container(InspectContainerResponse answer) {
        InspectContainerResponse.ContainerState state = answer.getState();
        ContainerConfig config = answer.getConfig();
        return new Docker.Container(
                answer.getId(),
                or(answer.getName(), "").replaceFirst("^/", ""),
                or(config.getImage(), ""),
                or(state.getStatus(), ""),
                health(state.getHealth()),
                instant(state.getStartedAt()),
                or(answer.getRestartCount(), 0),
                Map.copyOf(or(config.getLabels(), Map.of())),
                environment(or(config.getEnv(), new String[0])),
                attachments(answer),
                mounts(answer),
                restartPolicy(answer.getHostConfig()),
                or(answer.getImageId(), ""));
    }

    /** The same with these labels. */
    static Docker.Container labelled(Docker.Container seen, Map<String, String> labels) {
        return new Docker.Container(
                seen.id(),
                seen.name(),
                seen.image(),
                seen.state(),
                seen.health(),
                seen.startedAt(),
                seen.restarts(),
                labels,
                seen.env(),
                seen.networks(),
                seen.mounts(),
                seen.restartPolicy(),
                seen.imageId());
    }

    static Docker.Network network(com.github.dockerjava.api.model.Network network) {
        return new Docker.Network(
                network.getId(),
                network.getName(),
                or(network.getDriver(), ""),
                or(network.getInternal(), false),
                Map.copyOf(or(network.getLabels(), Map.of())));
    }

    static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** Its name as {@code docker update --restart} takes it; a container made without one has an empty name. */
    private static String restartPolicy(@Nullable HostConfig config) {
        RestartPolicy policy = config == null ? null : config.getRestartPolicy();
        String name = policy == null ? "" : or(policy.getName(), "");
        int most = policy == null ? 0 : or(policy.getMaximumRetryCount(), 0);
        return name.isEmpty() ? "no" : most > 0 ? name + ":" + most : name;
    }

    private static Optional<String> health(@Nullable HealthState health) {
        return Optional.ofNullable(health).map(HealthState::getStatus).filter(status -> !status.equals("none"));
    }

    /** A container that was never started has the year 1. */
    private static Instant instant(@Nullable String text) {
        try {
            return Instant.parse(or(text, ""));
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static Map<String, Secret> environment(String[] lines) {
        Map<String, Secret> variables = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals), new Secret(line.substring(equals + 1)));
            }
        }
        return Map.copyOf(variables);
    }

    private static List<Docker.Attachment> attachments(InspectContainerResponse answer) {
        Map<String, ContainerNetwork> networks = Optional.ofNullable(answer.getNetworkSettings())
                .map(settings -> settings.getNetworks())
                .orElse(Map.of());
        List<Docker.Attachment> attachments = new ArrayList<>();
        networks.forEach((name, network) -> attachments.add(new Docker.Attachment(
                name,
                or(network.getNetworkID(), ""),
                Optional.ofNullable(network.getIpAddress()).filter(address -> !address.isEmpty()),
                List.copyOf(or(network.getAliases(), List.of())))));
        return List.copyOf(attachments);
    }

    private static List<Docker.Mount> mounts(InspectContainerResponse answer) {
        List<InspectContainerResponse.Mount> mounts = or(answer.getMounts(), List.of());
        return mounts.stream()
                .map(mount -> new Docker.Mount(
                        String.valueOf(
                                or(mount.getRawValues().get("Type"), mount.getName() == null ? "bind" : "volume")),
                        or(mount.getName(), ""),
                        or(mount.getSource(), ""),
                        mount.getDestination() == null
                                ? ""
                                : mount.getDestination().getPath()))
                .toList();
    }
}
