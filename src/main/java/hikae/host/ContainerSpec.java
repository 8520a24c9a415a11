package hikae.host;

import java.util.List;
import java.util.Map;

/**
 * A container made for a while, for as many commands as are needed, until {@link Docker#remove}.
 *
 * @param image its image, which must be present
 * @param network a network's name, {@code none}, or {@code container:ID} for the network of another container
 * @param command what it runs, no secret in it: instead of the image's entrypoint, or as what is handed to it
 * @param keepEntrypoint whether the image's entrypoint stays; with an empty command the image's own is used then
 * @param binds places of the host
 * @param scratch paths inside that get a volume of their own, which goes when the container is removed
 * @param env more variables, no secret in them
 * @param labels by which it is known as ours, also after a crash
 * @param memoryBytes the most memory it may use; 0 = as much as there is
 */
public record ContainerSpec(
        String image,
        String network,
        List<String> command,
        boolean keepEntrypoint,
        List<Docker.Bind> binds,
        List<String> scratch,
        Map<String, String> env,
        Map<String, String> labels,
        long memoryBytes) {
    public ContainerSpec {
        command = List.copyOf(command);
        binds = List.copyOf(binds);
        scratch = List.copyOf(scratch);
        env = Map.copyOf(env);
        labels = Map.copyOf(labels);
    }
}
