package hikae.host.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The labels that a container was given, without those that it has only because its image has them: whoever makes an
 * image could otherwise pass it off as Misskey's database or as the backup service.
 */
final class OwnLabels {
    /** Compose puts these on an image that it builds, too, with the same values. */
    private static final Set<String> OF_BUILDS =
            Set.of("com.docker.compose.project", "com.docker.compose.service", "com.docker.compose.version");

    /** Compose puts these on every container and on no image. */
    private static final Set<String> OF_CONTAINERS = Set.of(
            "com.docker.compose.config-hash",
            "com.docker.compose.container-number",
            "com.docker.compose.oneoff",
            "io.podman.compose.config-hash");

    /** The id of an image is a hash of all that is in it, so its labels never change. */
    private final Map<String, Map<String, String>> images = new ConcurrentHashMap<>();

    /** Of these labels of a container, those that are its own. */
    Map<String, String> of(DockerClient client, Map<String, String> labels, String imageId) {
        if (labels.isEmpty() || imageId.isEmpty()) {
            return labels;
        }
        Map<String, String> inherited = images.computeIfAbsent(imageId, id -> ofImage(client, id));
        return own(labels, inherited);
    }

    static Map<String, String> own(Map<String, String> labels, Map<String, String> inherited) {
        Map<String, String> own = new HashMap<>(labels);
        own.entrySet().removeAll(inherited.entrySet());
        if (own.keySet().stream().anyMatch(OF_CONTAINERS::contains)) {
            OF_BUILDS.forEach(key -> Optional.ofNullable(labels.get(key)).ifPresent(value -> own.put(key, value)));
        }
        return Map.copyOf(own);
    }

    /** One that was removed by force while its container lives on cannot be asked any more. */
    private static Map<String, String> ofImage(DockerClient client, String id) {
        try {
            ContainerConfig config = client.inspectImageCmd(id).exec().getConfig();
            return config == null ? Map.of() : Map.copyOf(Inspected.or(config.getLabels(), Map.of()));
        } catch (NotFoundException e) {
            return Map.of();
        }
    }
}
