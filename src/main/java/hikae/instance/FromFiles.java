package hikae.instance;

import hikae.host.Files;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.text.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads an instance from its compose file and {@code .config} alone, where Docker knows none or does not answer. */
final class FromFiles {
    private static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");
    private static final String INTERNAL = "internal_network";
    private static final int LIMIT = 1 << 20;

    private final Host host;

    FromFiles(Host host) {
        this.host = host;
    }

    /**
     * The instance in this directory.
     *
     * @throws ProblemException why it cannot be set up
     */
    Instance read(Path directory) {
        ComposeFile file = compose(directory);
        ProjectName project = project(directory, file);
        Config config = Config.read(host, directory);
        ComposeService database = file.databases().stream()
                .findFirst()
                .orElseThrow(() -> config.withoutDatabase(
                        file.services().stream().map(ComposeService::name).toList()));
        config.requireDatabaseIs(database.name(), List.copyOf(database.names()));
        config.requireLogin();
        ComposeService web = file.service("web").orElse(database);
        List<LoginCandidate> logins = logins(config, database, directory);
        return new Instance(
                directory,
                project.text(),
                Say.of("instance.by-files", file.fileName()),
                service(database),
                service(web),
                networks(file, project, database, web),
                config.database().or(config::firstDatabase).orElse(""),
                config.user().or(() -> first(logins)).orElse(""),
                config.port(),
                logins,
                config.address(),
                database.image().flatMap(ImageName::major).orElse(0),
                notes(config, file));
    }

    /** Its compose file. */
    ComposeFile compose(Path directory) {
        return compose(directory, environment(directory));
    }

    /** The project of its compose file. */
    ProjectName project(Path directory, ComposeFile file) {
        return ProjectName.of(String.valueOf(directory.getFileName()), environment(directory), file.name());
    }

    private static Optional<String> first(List<LoginCandidate> logins) {
        return logins.stream().findFirst().map(LoginCandidate::user);
    }

    /** Compose's: the shell first, then the file .env beside the compose file. */
    private Function<String, Optional<String>> environment(Path directory) {
        Function<String, Optional<String>> shell = host.environment()::variable;
        Path path = directory.resolve(".env");
        Optional<DockerEnv> file =
                host.files().readIfThere(path, LIMIT).map(bytes -> DockerEnv.parse(bytes, path.toString(), shell));
        return key ->
                shell.apply(key).or(() -> file.flatMap(env -> env.get(key)).map(secret -> secret.reveal()));
    }

    private ComposeFile compose(Path directory, Function<String, Optional<String>> environment) {
        for (String name : NAMES) {
            Path path = directory.resolve(name);
            boolean there = host.files()
                    .look(path)
                    .filter(state -> state.kind() != Files.Kind.DIRECTORY)
                    .isPresent();
            if (there) {
                return ComposeFile.parse(host.files().read(path, LIMIT), path.toString(), environment);
            }
        }
        throw ProblemException.of("instance-no-compose", directory);
    }

    /** {@code environment:} beats every env file, as Compose has it; then default.yml and docker.env. */
    private List<LoginCandidate> logins(Config config, ComposeService database, Path directory) {
        List<LoginCandidate> logins = new ArrayList<>();
        List<DockerEnv> files = new ArrayList<>();
        for (ComposeService.EnvFile one : database.envFiles()) {
            Path path = directory.resolve(one.path()).normalize();
            host.files()
                    .readIfThere(path, LIMIT)
                    .ifPresent(
                            bytes -> files.add(DockerEnv.parse(bytes, path.toString(), host.environment()::variable)));
        }
        Optional<Secret> user = database.value(DockerEnv.USER, files);
        Optional<Secret> password = database.value(DockerEnv.PASSWORD, files);
        logins.addAll(config.logins());
        if (user.isPresent() && password.isPresent()) {
            Say source = Say.of("login.source.compose", database.place());
            int first = database.environment().containsKey(DockerEnv.PASSWORD) ? 0 : logins.size();
            logins.add(first, new LoginCandidate(source, user.get().reveal(), password.get()));
        }
        return logins;
    }

    private static Service service(ComposeService service) {
        return new Service(service.name(), service.image().orElse("-"), Optional.empty());
    }

    private static List<NetworkChoice> networks(
            ComposeFile file, ProjectName project, ComposeService database, ComposeService web) {
        if (database.networkMode().isPresent()) {
            throw ProblemException.of("network-none", database.name());
        }
        List<NetworkChoice> choices = new ArrayList<>();
        for (String key : database.networks().keySet()) {
            boolean internal =
                    file.networks().stream().anyMatch(one -> one.key().equals(key) && one.internal());
            choices.add(new NetworkChoice(
                    file.networkName(key, project),
                    "",
                    "bridge",
                    internal,
                    key.equals(INTERNAL),
                    web.networks().containsKey(key),
                    database.name()));
        }
        choices.sort(Comparator.comparingInt(NetworkChoice::rank));
        return choices;
    }

    private static List<Finding> notes(Config config, ComposeFile file) {
        List<Finding> notes = new ArrayList<>(config.notes());
        file.warnings()
                .forEach(said -> notes.add(new Finding(
                        Finding.Level.WARNING, said, Optional.empty(), Optional.empty(), Optional.empty())));
        if (config.database().or(config::firstDatabase).isEmpty()) {
            notes.add(Finding.warning(Problem.of("database-name-empty")));
        }
        return notes;
    }
}
