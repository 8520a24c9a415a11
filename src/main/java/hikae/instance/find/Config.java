package hikae.instance.find;

import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.LoginCandidate;
import hikae.instance.config.DatabaseEnv;
import hikae.instance.config.DefaultYml;
import hikae.instance.config.DockerEnv;
import hikae.instance.config.EnvWarnings;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The two files in {@code .config} that hold a database login, each as far as it could be read.
 *
 * @param place where they are
 * @param yml default.yml, what Misskey itself logs in with
 * @param env docker.env, what the database was first started with
 * @param problems why a file could not be used; not in the way of a setup where another source logs in
 */
record Config(SettingsPlace place, Optional<DefaultYml> yml, Optional<DockerEnv> env, List<Problem> problems) {
    private static final int LIMIT = 1 << 20;
    /** Where PostgreSQL listens unless it is told otherwise. */
    static final int POSTGRES = 5432;

    Config {
        problems = List.copyOf(problems);
    }

    /** Reads both, if they are there. */
    static Config read(Host host, SettingsPlace place) {
        List<Problem> problems = new ArrayList<>();
        Optional<DefaultYml> yml = file(host.files(), place.file(), problems, DefaultYml::parse);
        Optional<DockerEnv> env = file(
                host.files(),
                place.directory().resolve("docker.env"),
                problems,
                (bytes, name) -> DockerEnv.parse(bytes, name, host.environment()::variable));
        env.ifPresent(file -> judge(file, problems));
        if (yml.isEmpty() && problems.isEmpty() && place.named()) {
            problems.add(Problem.of("settings-missing", place.file()));
        }
        return new Config(place, yml, env, problems);
    }

    /** What is wrong with one of the three keys; another source of the login may still be right. */
    private static void judge(DockerEnv env, List<Problem> problems) {
        try {
            DatabaseEnv unused = DatabaseEnv.of(env);
        } catch (ProblemException e) {
            problems.add(e.problem());
        }
    }

    /**
     * Where only files are known, a file that is wrong is refused unless another one has a whole login.
     *
     * @throws ProblemException naming file and line
     */
    void requireLogin() {
        boolean fromYml = yml.map(DefaultYml::database)
                .filter(db -> db.user().isPresent() && db.password().isPresent())
                .isPresent();
        if (!fromYml && !problems.isEmpty()) {
            throw new ProblemException(problems.get(0));
        }
    }

    private interface Parser<T> {
        T parse(byte[] bytes, String name);
    }

    private static <T> Optional<T> file(Files files, Path path, List<Problem> problems, Parser<T> parser) {
        try {
            return files.readIfThere(path, LIMIT).map(bytes -> parser.parse(bytes, path.toString()));
        } catch (ProblemException e) {
            problems.add(e.problem());
            return Optional.empty();
        }
    }

    /** The same, with what Misskey takes from its container's environment where the file is silent. */
    Config filledFrom(Map<String, Secret> environment) {
        return new Config(
                place,
                yml.map(one -> one.filledFrom(
                        key -> Optional.ofNullable(environment.get(key)).map(Secret::reveal))),
                env,
                problems);
    }

    /** Users and passwords of both files: what Misskey uses first, then each reading of docker.env. */
    List<LoginCandidate> logins() {
        List<LoginCandidate> logins = new ArrayList<>(misskeysLogin());
        logins.addAll(firstLogins());
        return logins;
    }

    /** What Misskey logs in with. */
    List<LoginCandidate> misskeysLogin() {
        return yml
                .map(DefaultYml::database)
                .filter(db -> db.user().isPresent() && db.password().isPresent())
                .map(db -> new LoginCandidate(
                        Message.literal(yml.orElseThrow().name()),
                        db.user().orElseThrow(),
                        db.password().orElseThrow()))
                .stream()
                .toList();
    }

    /** Each reading of docker.env, which the database was usually started with. */
    List<LoginCandidate> firstLogins() {
        List<LoginCandidate> logins = new ArrayList<>();
        env.ifPresent(file -> fromEnv(file, logins));
        return logins;
    }

    private static void fromEnv(DockerEnv env, List<LoginCandidate> logins) {
        String user = env.get(DockerEnv.USER).map(Secret::reveal).orElse("");
        for (Secret password : env.candidates(DockerEnv.PASSWORD)) {
            logins.add(new LoginCandidate(Message.literal(env.fileName()), user, password));
        }
    }

    /** The database Misskey uses, as default.yml says. */
    Optional<String> database() {
        return yml.flatMap(one -> one.database().database());
    }

    /** The database that was made at the first start, as docker.env says now. */
    Optional<String> firstDatabase() {
        return env.flatMap(file -> file.get(DockerEnv.DATABASE)).map(Secret::reveal);
    }

    /** The role Misskey logs in as, as default.yml says: docker.env may have been edited since the first start. */
    Optional<String> user() {
        return yml.flatMap(one -> one.database().user());
    }

    /** The port PostgreSQL listens on, where Misskey speaks with it directly. */
    int port() {
        return yml.filter(one -> !one.database().isSocket())
                .map(one -> one.database().port())
                .orElse(POSTGRES);
    }

    /** The port Misskey itself listens on. */
    int webPort() {
        return yml.map(DefaultYml::listens).orElse(DefaultYml.WEB_PORT);
    }

    /** Misskey's host name. */
    Optional<String> address() {
        return yml.flatMap(DefaultYml::hostName);
    }

    /** What the operator should know about the files. */
    List<Finding> notes() {
        List<Finding> notes = new ArrayList<>();
        problems.forEach(problem -> notes.add(Finding.warning(problem)));
        List<Message> said = new ArrayList<>();
        env.ifPresent(file -> said.addAll(EnvWarnings.of(file)));
        yml.ifPresent(file -> said.addAll(file.warnings()));
        said.forEach(message -> notes.add(
                new Finding(Finding.Level.WARNING, message, Optional.empty(), Optional.empty(), Optional.empty())));
        return notes;
    }
}
