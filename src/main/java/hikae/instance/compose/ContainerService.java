package hikae.instance.compose;

import hikae.host.Docker;
import hikae.instance.compose.ComposeService.Mount;
import hikae.instance.compose.ComposeService.Reach;
import hikae.instance.compose.ComposeService.Run;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A container as the service it is of, as far as the engine tells. */
public final class ContainerService {
    private ContainerService() {}

    /** Its networks are by their real names, its volumes by their places on this host. */
    public static ComposeService of(Docker.Container container) {
        Map<String, List<String>> networks = new LinkedHashMap<>();
        container.networks().forEach(at -> networks.put(at.network(), at.aliases()));
        List<Mount> mounts = container.mounts().stream()
                .map(mount -> new Mount(mount.type(), mount.source(), mount.target()))
                .toList();
        return new ComposeService(
                container.service().orElse(container.name()),
                image(container),
                Optional.empty(),
                container.env(),
                mounts,
                new Reach(networks, Optional.empty(), Optional.of(container.name()), Map.of()),
                new Run("", "", needs(container), Set.of(), List.of(), List.of()));
    }

    /** What Compose has built is called after the project, which is often {@code misskey}, and tells nothing by that. */
    private static Optional<String> image(Docker.Container container) {
        String own = container.project().orElse("") + "." + container.service().orElse("");
        return Optional.of(container.image())
                .filter(image -> !image.replaceFirst(":latest$", "")
                        .replace('_', '-')
                        .equals(own.replace('.', '-').replace('_', '-')));
    }

    /** {@code db:service_healthy:false,redis:service_started:true}. */
    private static Set<String> needs(Docker.Container container) {
        Set<String> needs = new LinkedHashSet<>();
        container.label("com.docker.compose.depends_on").stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(text -> text.replaceFirst(":.*$", ""))
                .filter(text -> !text.isEmpty())
                .forEach(needs::add);
        return needs;
    }
}
