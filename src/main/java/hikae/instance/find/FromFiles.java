package hikae.instance.find;

import hikae.host.ComposeProject;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.LoginCandidate;
import hikae.instance.NetworkChoice;
import hikae.instance.Service;
import hikae.instance.compose.ComposeDirectory;
import hikae.instance.compose.ComposeModel;
import hikae.instance.compose.ComposeService;
import hikae.instance.compose.ImageName;
import hikae.instance.config.DockerEnv;
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

/** Reads an instance from its directory alone, as Compose reads it, where Docker knows none or does not answer. */
final class FromFiles {
    private static final String INTERNAL = "internal_network";

    private final Host host;
    private final ServiceChoice choice;

    FromFiles(Host host, ServiceChoice choice) {
        this.host = host;
        this.choice = choice;
    }

    /**
     * The instance in this directory; where no Compose is there to read it, with what has to be asked in doubt.
     *
     * @throws ProblemException why it cannot be set up
     */
    Instance read(Path directory) {
        ComposeModel model;
        try {
            model = ComposeDirectory.model(host, ComposeProject.in(directory));
        } catch (ProblemException e) {
            if (e.problem().id().equals("compose-missing")) {
                return WithoutCompose.read(host, directory, choice);
            }
            throw e;
        }
        return read(directory, model);
    }

    private Instance read(Path directory, ComposeModel model) {
        String project = ComposeDirectory.projectName(host, directory, model);
        Judgement judged = Judgement.of(host, directory, model.services(), any -> false, choice);
        Config config = judged.config();
        if (!judged.misskey().isThere()
                && config.yml().isEmpty()
                && config.env().isEmpty()) {
            throw ProblemException.of("instance-not-there", directory);
        }
        ComposeService database = judged.demandDatabase(directory);
        List<ComposeService> misskey = judged.demandMisskey(directory);
        config.requireLogin();
        List<LoginCandidate> logins = logins(config, database, model);
        return new Instance(
                directory,
                project,
                Message.of("instance.by-files", directory),
                service(database),
                misskey.stream().map(FromFiles::service).toList(),
                config.place().file(),
                networks(model, project, database, misskey.get(0)),
                config.database()
                        .or(config::firstDatabase)
                        .or(() -> database.value(DockerEnv.DATABASE).map(one -> one.reveal()))
                        .orElse(""),
                config.user()
                        .or(() -> logins.stream().findFirst().map(LoginCandidate::user))
                        .orElse(""),
                judged.port(),
                logins,
                config.address(),
                database.image().flatMap(ImageName::major).orElse(0),
                notes(config, model, directory, database, project),
                judged.doubts());
    }

    /** What Misskey logs in with, then what the database is started with, then other readings of docker.env. */
    private List<LoginCandidate> logins(Config config, ComposeService database, ComposeModel model) {
        List<LoginCandidate> logins = new ArrayList<>(config.misskeysLogin());
        StartedWith.of(host, database, name -> secret(model, name))
                .login(Message.of("login.source.compose", database.name()))
                .ifPresent(logins::add);
        logins.addAll(config.firstLogins());
        return logins;
    }

    /** The file on this host that a container finds as {@code /run/secrets/NAME}. */
    private static Optional<Path> secret(ComposeModel model, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return model.secrets().stream()
                .filter(one -> one.key().equals(name))
                .flatMap(one -> one.source().stream())
                .map(Path::of)
                .findFirst();
    }

    private static Service service(ComposeService service) {
        return new Service(service.name(), service.image().orElse("-"), Optional.empty());
    }

    private static List<NetworkChoice> networks(
            ComposeModel model, String project, ComposeService database, ComposeService web) {
        List<NetworkChoice> choices = new ArrayList<>();
        for (String key : database.reach().networks().keySet()) {
            choices.add(new NetworkChoice(
                    model.networkName(key, project),
                    "",
                    "bridge",
                    model.isInternal(key),
                    key.equals(INTERNAL),
                    web.reach().networks().containsKey(key),
                    database.name()));
        }
        if (choices.isEmpty()) {
            throw ProblemException.of("network-none", database.name());
        }
        choices.sort(Comparator.comparingInt(NetworkChoice::rank));
        return choices;
    }

    private static List<Finding> notes(
            Config config, ComposeModel model, Path directory, ComposeService database, String project) {
        List<Finding> notes = new ArrayList<>(config.notes());
        DataPlace.declared(database, model, project)
                .filter(DataPlace::isNameless)
                .ifPresent(
                        place -> notes.add(Finding.warning(Problem.of("data-nameless", database.name(), directory))));
        model.refusal().ifPresent(words -> notes.add(Finding.warning(Problem.of("compose-refuses", directory, words))));
        model.warnings(directory).forEach(problem -> notes.add(Finding.warning(problem)));
        if (config.database().or(config::firstDatabase).isEmpty()) {
            notes.add(Finding.warning(Problem.of("database-name-empty")));
        }
        return notes;
    }
}
