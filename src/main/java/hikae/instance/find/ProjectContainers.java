package hikae.instance.find;

import hikae.host.ComposeProject;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.compose.ComposeService;
import hikae.instance.compose.ContainerService;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The containers of one Compose project, one for each service: of several the one that runs.
 *
 * @param byService by the service's name, in the engine's order
 */
record ProjectContainers(Map<String, Docker.Container> byService) {
    static ProjectContainers of(List<Docker.Container> project) {
        Map<String, Docker.Container> byService = new LinkedHashMap<>();
        for (Docker.Container one : project) {
            byService.merge(
                    one.service().orElse(one.name()),
                    one,
                    (first, second) -> first.isRunning() || !second.isRunning() ? first : second);
        }
        return new ProjectContainers(byService);
    }

    /** As services. */
    List<ComposeService> services() {
        return byService.values().stream().map(ContainerService::of).toList();
    }

    /** The container of a service. */
    Optional<Docker.Container> of(ComposeService service) {
        return Optional.ofNullable(byService.get(service.name()));
    }

    boolean isRunning(ComposeService service) {
        return of(service).filter(Docker.Container::isRunning).isPresent();
    }

    boolean hasDatabase() {
        return services().stream().anyMatch(one -> ServiceRole.of(one, false) == ServiceRole.DATABASE);
    }

    /** The directory it was started from. */
    Optional<Path> directory() {
        return byService.values().stream()
                .flatMap(one -> one.composeDirectory().stream())
                .findFirst();
    }

    /** How it was started. */
    ComposeProject project() {
        return byService.values().stream()
                .flatMap(one -> ComposeProject.of(one).stream())
                .findFirst()
                .orElseThrow();
    }

    /** What the database's container was started with. */
    StartedWith startedWith(Host host, Docker.Container database) {
        return StartedWith.of(
                host,
                ContainerService.of(database),
                path -> database.mounts().stream()
                        .filter(mount ->
                                mount.target().equals(path) && mount.source().startsWith("/"))
                        .map(mount -> Path.of(mount.source()))
                        .findFirst());
    }
}
