package hikae.instance.find;

import hikae.host.Host;
import hikae.instance.Doubt;
import hikae.instance.Instance;
import hikae.instance.LoginCandidate;
import hikae.instance.NetworkChoice;
import hikae.instance.Service;
import hikae.instance.compose.ComposeDirectory;
import hikae.instance.compose.ComposeText;
import hikae.instance.compose.ImageName;
import hikae.instance.config.DefaultYml;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An instance in its directory where no Compose is there to read its compose file. Misskey's two settings files are
 * read; all else is asked, with what is likely offered, and that nothing of it was checked is said.
 */
final class WithoutCompose {
    private static final String INTERNAL = "internal_network";
    /** What Docker and Compose allow in names. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w.-]*");

    private final Path directory;
    private final ServiceChoice choice;
    private final Config config;
    private final ComposeText text;
    private final String usualProject;

    private WithoutCompose(Host host, Path directory, ServiceChoice choice) {
        this.directory = directory;
        this.choice = choice;
        this.config = Config.read(host, SettingsPlace.usual(directory));
        this.text = ComposeText.in(host, directory);
        this.usualProject = ComposeDirectory.projectName(host, directory, text.name());
    }

    /**
     * The instance.
     *
     * @throws ProblemException why it cannot be set up
     */
    static Instance read(Host host, Path directory, ServiceChoice choice) {
        return new WithoutCompose(host, directory, choice).instance();
    }

    private Instance instance() {
        config.requireLogin();
        if (config.yml().isEmpty() && config.env().isEmpty()) {
            throw ProblemException.of("instance-not-there", directory);
        }
        demandNames();
        List<Doubt> doubts = doubts();
        String project = choice.project().orElse(usualProject);
        String database = choice.database().or(this::database).orElse("-");
        List<LoginCandidate> logins = config.logins();
        return new Instance(
                directory,
                project,
                Message.of("instance.by-files", directory),
                service(database, text.postgres().orElse("-")),
                misskey(),
                config.place().file(),
                List.of(network(choice.network().orElseGet(this::usualNetwork), database)),
                config.database().or(config::firstDatabase).orElse(""),
                config.user()
                        .or(() -> logins.stream().findFirst().map(LoginCandidate::user))
                        .orElse(""),
                port(database),
                logins,
                config.address(),
                choice.major().or(this::major).orElse(0),
                notes(),
                doubts);
    }

    /** The port in the settings is of the host that stands beside it: of another one, such as pgbouncer, it tells nothing. */
    private int port(String database) {
        Optional<String> host = config.yml().map(DefaultYml::database).flatMap(DefaultYml.Database::reachable);
        return host.filter(name -> !name.equals(database)).isPresent() ? Config.POSTGRES : config.port();
    }

    /** Nobody compares them with what there is, so that at least they have to be names. */
    private void demandNames() {
        Stream.of(
                        choice.misskey().stream(),
                        choice.database().stream(),
                        choice.project().stream(),
                        choice.network().stream())
                .flatMap(names -> names)
                .filter(name -> !NAME.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw ProblemException.of("docker-name", name);
                });
    }

    private List<Service> misskey() {
        List<String> names = choice.misskey().isEmpty() ? List.of("web") : choice.misskey();
        return names.stream().map(name -> service(name, "-")).toList();
    }

    private static Service service(String name, String image) {
        return new Service(name, image, Optional.empty());
    }

    private static NetworkChoice network(String name, String database) {
        return new NetworkChoice(name, "", "bridge", false, false, true, database);
    }

    private List<Doubt> doubts() {
        List<Doubt> doubts = new ArrayList<>();
        Message example = Message.of("services.example");
        if (choice.misskey().isEmpty()) {
            doubts.add(doubt(Doubt.Kind.MISSKEY, Optional.of("web"), example));
        }
        if (choice.database().isEmpty()) {
            doubts.add(doubt(
                    Doubt.Kind.DATABASE,
                    database(),
                    config.yml().map(one -> Message.literal(one.name())).orElse(example)));
        }
        if (choice.project().isEmpty()) {
            doubts.add(doubt(Doubt.Kind.PROJECT, Optional.of(usualProject), Message.of("services.by-directory")));
        }
        if (choice.network().isEmpty()) {
            doubts.add(doubt(Doubt.Kind.NETWORK, Optional.of(usualNetwork()), mentioned()));
        }
        if (choice.major().isEmpty()) {
            doubts.add(doubt(Doubt.Kind.VERSION, major().map(String::valueOf), mentioned()));
        }
        return doubts;
    }

    private Message mentioned() {
        return Message.of("services.mentioned", text.file());
    }

    private Doubt doubt(Doubt.Kind kind, Optional<String> likely, Message source) {
        Problem why = kind == Doubt.Kind.VERSION && likely.isEmpty()
                ? Problem.of("postgres-version-unknown")
                : Problem.of("compose-not-asked", directory);
        List<Doubt.Candidate> candidates = likely.stream()
                .map(name -> new Doubt.Candidate(name, List.of()))
                .toList();
        return new Doubt(kind, why, candidates, likely.map(name -> new Doubt.Offer(name, source)));
    }

    /** The host that Misskey asks, where that can be a service; as in Misskey's example where no file says one. */
    private Optional<String> database() {
        return config.yml().isEmpty()
                ? Optional.of("db")
                : config.yml()
                        .map(DefaultYml::database)
                        .filter(one -> !one.isAddress())
                        .flatMap(DefaultYml.Database::reachable)
                        .filter(name -> NAME.matcher(name).matches());
    }

    private String usualNetwork() {
        String project = choice.project().orElse(usualProject);
        return project + "_" + (text.mentions(INTERNAL) ? INTERNAL : "default");
    }

    private Optional<Integer> major() {
        return text.postgres().flatMap(ImageName::major);
    }

    private List<Finding> notes() {
        List<Finding> notes = new ArrayList<>();
        notes.add(Finding.warning(Problem.of("compose-not-asked", directory)));
        notes.addAll(config.notes());
        if (config.database().or(config::firstDatabase).isEmpty()) {
            notes.add(Finding.warning(Problem.of("database-name-empty")));
        }
        return notes;
    }
}
