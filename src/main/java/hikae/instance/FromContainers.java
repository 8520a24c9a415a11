package hikae.instance;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Say;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads an instance from the containers of one Compose project and the labels on them. */
final class FromContainers {
    private static final String NETWORK = "com.docker.compose.network";

    private final Host host;
    private final List<Docker.Network> networks;

    FromContainers(Host host, List<Docker.Network> networks) {
        this.host = host;
        this.networks = networks;
    }

    /** A database of this host with Misskey's configuration in its project's directory. */
    boolean looksLikeMisskey(List<Docker.Container> project) {
        boolean files = directory(project)
                .filter(at -> host.files().look(at.resolve(".config")).isPresent())
                .isPresent();
        return files
                && (project.stream().anyMatch(FromContainers::isWeb)
                        || database(project).isPresent());
    }

    /** Misskey's image in a container that Compose did not make. */
    static boolean isMisskeyWithoutCompose(Docker.Container container) {
        return container.project().isEmpty() && isWeb(container);
    }

    /**
     * The instance of this project.
     *
     * @throws ProblemException why it cannot be set up
     */
    Instance read(List<Docker.Container> project) {
        Path directory = host.files().real(directory(project).orElseThrow());
        Optional<Docker.Container> serving =
                project.stream().filter(FromContainers::isWeb).findFirst();
        Config config = Config.read(host, directory)
                .filledFrom(serving.map(Docker.Container::env).orElse(Map.of()));
        Docker.Container database = database(project).orElseThrow(() -> config.withoutDatabase(names(project)));
        config.requireDatabaseIs(database.service().orElse(""), aliases(database));
        Docker.Container web = serving.orElse(database);
        List<LoginCandidate> logins = new ArrayList<>();
        fromEnvironment(database).ifPresent(logins::add);
        logins.addAll(config.logins());
        return new Instance(
                directory,
                database.project().orElseThrow(),
                Say.of("instance.by-labels", database.name()),
                service(database),
                service(web),
                choices(database, web),
                config.database().orElseGet(() -> firstDatabase(database)),
                config.user().orElseGet(() -> text(database, DockerEnv.USER)),
                config.port(),
                logins,
                config.address(),
                major(database),
                notes(config, project));
    }

    private static Service service(Docker.Container container) {
        return new Service(container.service().orElse(""), container.image(), Optional.of(container));
    }

    private List<Finding> notes(Config config, List<Docker.Container> project) {
        List<Finding> notes = new ArrayList<>(config.notes());
        for (Docker.Container container : project) {
            if (container.health().filter("unhealthy"::equals).isPresent()) {
                notes.add(Finding.warning(Problem.of("container-unhealthy", container.name())));
            }
        }
        return notes;
    }

    private List<NetworkChoice> choices(Docker.Container database, Docker.Container web) {
        List<NetworkChoice> choices = new ArrayList<>();
        for (Docker.Attachment at : database.networks()) {
            Optional<Docker.Network> network = networks.stream()
                    .filter(one -> one.name().equals(at.network()))
                    .findFirst();
            boolean shared =
                    web.networks().stream().anyMatch(other -> other.network().equals(at.network()));
            network.ifPresent(one -> choices.add(new NetworkChoice(
                    one.name(),
                    one.id(),
                    one.driver(),
                    one.internal(),
                    "internal_network".equals(one.labels().get(NETWORK)),
                    shared,
                    database.service().orElse(database.name()))));
        }
        choices.removeIf(choice -> choice.name().equals("host") || choice.name().equals("none"));
        choices.sort(Comparator.comparingInt(NetworkChoice::rank));
        if (choices.isEmpty()) {
            throw ProblemException.of("network-none", database.name());
        }
        return choices;
    }

    /** Its own environment is what Compose made of docker.env: the first candidate. */
    private static Optional<LoginCandidate> fromEnvironment(Docker.Container database) {
        if (!database.env().containsKey(DockerEnv.PASSWORD)) {
            return Optional.empty();
        }
        Say source = Say.of("login.source.container", database.name());
        return Optional.of(new LoginCandidate(
                source, text(database, DockerEnv.USER), database.env().get(DockerEnv.PASSWORD)));
    }

    /** A value of the container's environment; the official image falls back on postgres. */
    private static String text(Docker.Container container, String key) {
        var value = container.env().get(key);
        return value == null ? "postgres" : value.reveal();
    }

    /** The official image names it after the role where nothing else is said. */
    private static String firstDatabase(Docker.Container container) {
        return text(container, container.env().containsKey(DockerEnv.DATABASE) ? DockerEnv.DATABASE : DockerEnv.USER);
    }

    private static int major(Docker.Container database) {
        String text = database.env().containsKey("PG_MAJOR")
                ? text(database, "PG_MAJOR")
                : ImageName.major(database.image()).map(String::valueOf).orElse("0");
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    }

    private static Optional<Path> directory(List<Docker.Container> project) {
        return project.stream()
                .flatMap(container -> container.composeDirectory().stream())
                .findFirst();
    }

    private static Optional<Docker.Container> database(List<Docker.Container> project) {
        return project.stream()
                .filter(container -> ImageName.isPostgres(container.image())
                        || (container.env().containsKey("PG_MAJOR")
                                && container.env().containsKey(DockerEnv.DATABASE)))
                .filter(container -> !ImageName.isBackup(container.image()))
                .findFirst();
    }

    private static boolean isWeb(Docker.Container container) {
        boolean image = container.image().toLowerCase(Locale.ROOT).matches(".*(misskey|cherrypick).*");
        boolean config =
                container.mounts().stream().anyMatch(mount -> mount.target().endsWith("/.config"));
        return !ImageName.isBackup(container.image()) && (config || image);
    }

    private static List<String> aliases(Docker.Container container) {
        List<String> names = new ArrayList<>(List.of(container.name()));
        container.networks().forEach(at -> names.addAll(at.aliases()));
        return names;
    }

    private static List<String> names(List<Docker.Container> project) {
        return project.stream()
                .flatMap(container -> container.service().stream())
                .toList();
    }
}
