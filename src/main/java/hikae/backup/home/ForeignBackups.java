package hikae.backup.home;

import hikae.backup.settings.MisskeyLabels;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.NetworkChoice;
import hikae.instance.compose.ImageName;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Backup services that people made by hand: containers of the backup image without our label.
 *
 * @param containers running or not
 */
public record ForeignBackups(List<Docker.Container> containers) {
    private static final String FILES = "com.docker.compose.project.config_files";

    public ForeignBackups {
        containers = List.copyOf(containers);
    }

    /** Those of this host; none where Docker does not answer. */
    public static ForeignBackups look(Host host) {
        try {
            return new ForeignBackups(host.docker().containers().stream()
                    .filter(one -> ImageName.isBackup(one.image()))
                    .filter(one -> one.label(MisskeyLabels.ROLE).isEmpty())
                    .filter(one -> !one.isOneOff())
                    .toList());
        } catch (ProblemException e) {
            return new ForeignBackups(List.of());
        }
    }

    /** The project of the container that was started from this directory; the named one where there are several. */
    static Optional<String> projectIn(Host host, Path directory, Optional<String> named) {
        List<String> projects = look(host).in(host, directory).containers().stream()
                .flatMap(one -> one.project().stream())
                .toList();
        return named.filter(projects::contains).or(() -> projects.stream().findFirst());
    }

    /** Those that were started from this directory. */
    public ForeignBackups in(Host host, Path directory) {
        return new ForeignBackups(containers.stream()
                .filter(one -> one.composeDirectory()
                        .map(host.files()::real)
                        .filter(directory::equals)
                        .isPresent())
                .toList());
    }

    /** Those that back up this Misskey: on a network of its database, or with that as their host. */
    public ForeignBackups of(Instance instance) {
        return new ForeignBackups(
                containers.stream().filter(one -> isOf(one, instance)).toList());
    }

    /** Those of Misskey's own compose file. */
    public ForeignBackups inside(Instance instance) {
        return new ForeignBackups(containers.stream()
                .filter(one -> one.project().filter(instance.project()::equals).isPresent())
                .toList());
    }

    /** Those that have a compose file of their own. */
    public ForeignBackups outside(Instance instance) {
        List<Docker.Container> others = new ArrayList<>(containers);
        others.removeAll(inside(instance).containers());
        return new ForeignBackups(others);
    }

    /** Another directory, still there, that a project of this name is run from. */
    public Optional<Path> elsewhere(Host host, String project, Path directory) {
        return containers.stream()
                .filter(one -> one.project().filter(project::equals).isPresent())
                .flatMap(one -> one.composeDirectory().stream())
                .map(host.files()::real)
                .filter(path ->
                        !path.equals(directory) && host.files().look(path).isPresent())
                .findFirst();
    }

    /** The directory of the first one. */
    public Optional<Path> directory() {
        return containers.stream()
                .flatMap(one -> one.composeDirectory().stream())
                .findFirst();
    }

    /** The names of the services, as their compose file has them. */
    public List<String> services() {
        return containers.stream()
                .map(one -> one.service().orElse(one.name()))
                .distinct()
                .toList();
    }

    /** The compose files one was started with, by their last names. */
    public List<String> files() {
        return containers.stream()
                .flatMap(one -> one.label(FILES).stream())
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(text -> text.substring(text.lastIndexOf('/') + 1))
                .distinct()
                .toList();
    }

    private static boolean isOf(Docker.Container container, Instance instance) {
        String asked = Optional.ofNullable(container.env().get("POSTGRES_HOST"))
                .map(Secret::reveal)
                .orElse("");
        List<String> networks =
                instance.networks().stream().map(NetworkChoice::name).toList();
        boolean joined = container.networks().stream().anyMatch(at -> networks.contains(at.network()));
        return joined || names(instance).contains(asked);
    }

    /** By which other containers may call the database; {@code db} alone is on every Misskey and tells nothing. */
    private static List<String> names(Instance instance) {
        return instance.database().container().stream()
                .map(Docker.Container::name)
                .toList();
    }
}
