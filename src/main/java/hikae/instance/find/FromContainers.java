package hikae.instance.find;

import hikae.host.ComposeProject;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.LoginCandidate;
import hikae.instance.NetworkChoice;
import hikae.instance.Service;
import hikae.instance.compose.ComposeModel;
import hikae.instance.compose.ComposeReader;
import hikae.instance.compose.ComposeService;
import hikae.instance.compose.ImageName;
import hikae.instance.database.DataPlace;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads an instance from the containers of one Compose project and the labels on them. */
final class FromContainers {
    private static final String NETWORK = "com.docker.compose.network";

    private final Host host;
    private final List<Docker.Network> networks;
    private final ServiceChoice choice;

    FromContainers(Host host, List<Docker.Network> networks, ServiceChoice choice) {
        this.host = host;
        this.networks = networks;
        this.choice = choice;
    }

    /** Misskey by evidence, or a database of this host with Misskey's configuration in its project's directory. */
    boolean looksLikeMisskey(List<Docker.Container> project) {
        ProjectContainers containers = ProjectContainers.of(project);
        Optional<Path> directory = containers.directory();
        boolean misskey = WhichMisskey.of(containers.services(), directory.orElse(Path.of("/")), Optional.empty())
                .isThere();
        return misskey
                || (containers.hasDatabase()
                        && directory
                                .filter(at -> isThere(at.resolve(".config")))
                                .isPresent());
    }

    /**
     * The instance of this project.
     *
     * @throws ProblemException why it cannot be set up
     */
    Instance read(List<Docker.Container> project) {
        ProjectContainers containers = ProjectContainers.of(project);
        Path labelled = containers.directory().map(this::real).orElseThrow();
        List<Finding> notes = new ArrayList<>();
        Judgement judged = judge(containers, labelled, notes);
        Config config = judged.config();
        Path directory = directory(labelled, config, containers, notes);
        Docker.Container database = containers
                .of(judged.demandDatabase(directory))
                .orElseThrow(() -> ProblemException.of("database-container-missing", directory));
        List<ComposeService> misskey = judged.demandMisskey(directory);
        DataPlace.of(database)
                .filter(DataPlace::isNameless)
                .ifPresent(
                        place -> notes.add(Finding.warning(Problem.of("data-nameless", database.name(), directory))));
        StartedWith started = containers.startedWith(host, database);
        List<LoginCandidate> logins = new ArrayList<>();
        started.login(Message.of("login.source.container", database.name())).ifPresent(logins::add);
        logins.addAll(config.logins());
        notes.addAll(0, notes(config, project));
        return new Instance(
                directory,
                database.project().orElseThrow(),
                Message.of("instance.by-labels", database.name()),
                service(database),
                misskey.stream().map(one -> service(one, containers)).toList(),
                config.place().file(),
                choices(database, containers.of(misskey.get(0))),
                config.database().orElse(started.database()),
                config.user().orElse(started.user()),
                judged.port(),
                logins,
                config.address(),
                major(database),
                notes,
                judged.doubts());
    }

    /** By what the engine tells; where that leaves a doubt, Compose is asked for what is only declared. */
    private Judgement judge(ProjectContainers containers, Path directory, List<Finding> notes) {
        List<ComposeService> services = containers.services();
        Judgement byEngine = Judgement.of(host, directory, services, containers::isRunning, choice);
        if (byEngine.doubts().isEmpty()) {
            return byEngine;
        }
        try {
            ComposeModel model = ComposeReader.read(host, containers.project());
            return Judgement.of(host, directory, declared(services, model), containers::isRunning, choice);
        } catch (ProblemException e) {
            notes.add(Finding.warning(e.problem())); // why what it declares could not be weighed
            return byEngine;
        }
    }

    /** Those that have a container, and those that were never started, as Misskey on a server that is being set up. */
    private static List<ComposeService> declared(List<ComposeService> services, ComposeModel model) {
        List<ComposeService> all = new ArrayList<>();
        services.forEach(
                one -> all.add(model.service(one.name()).map(one::declaredAs).orElse(one)));
        model.services().stream()
                .filter(one -> services.stream().noneMatch(there -> there.name().equals(one.name())))
                .forEach(all::add);
        return all;
    }

    /** Where its compose file is; of a project that was started from elsewhere, where its settings are. */
    private Path directory(Path labelled, Config config, ProjectContainers containers, List<Finding> notes) {
        ComposeProject project = containers.project();
        boolean files = project.files().stream().allMatch(this::isThere);
        if (!isThere(labelled) || !files) {
            notes.add(Finding.warning(Problem.of("compose-elsewhere", labelled)));
        }
        if (isThere(labelled)) {
            return labelled;
        }
        return Optional.ofNullable(config.place().directory().getParent())
                .filter(this::isThere)
                .map(this::real)
                .orElse(labelled);
    }

    private Path real(Path path) {
        return isThere(path) ? host.files().real(path) : path;
    }

    private boolean isThere(Path path) {
        return host.files().look(path).isPresent();
    }

    private static Service service(ComposeService service, ProjectContainers containers) {
        return containers
                .of(service)
                .map(FromContainers::service)
                .orElseGet(() -> new Service(service.name(), service.image().orElse("-"), Optional.empty()));
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

    private List<NetworkChoice> choices(Docker.Container database, Optional<Docker.Container> web) {
        List<NetworkChoice> choices = new ArrayList<>();
        for (Docker.Attachment at : database.networks()) {
            Optional<Docker.Network> network = networks.stream()
                    .filter(one -> one.name().equals(at.network()))
                    .findFirst();
            boolean shared = web.stream()
                    .flatMap(one -> one.networks().stream())
                    .anyMatch(other -> other.network().equals(at.network()));
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

    private static int major(Docker.Container database) {
        String text = Optional.ofNullable(database.env().get("PG_MAJOR"))
                .map(secret -> secret.reveal())
                .orElseGet(() ->
                        ImageName.major(database.image()).map(String::valueOf).orElse("0"));
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    }
}
