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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The two files in {@code .config} that hold a database login, each as far as it could be read.
 *
 * @param directory Misskey's directory
 * @param yml default.yml, what Misskey itself logs in with
 * @param env docker.env, what the database was first started with
 * @param problems why a file could not be used; not in the way of a setup where another source logs in
 */
record Config(Path directory, Optional<DefaultYml> yml, Optional<DockerEnv> env, List<Problem> problems) {
    private static final int LIMIT = 1 << 20;
    private static final int POSTGRES = 5432;

    Config {
        problems = List.copyOf(problems);
    }

    /** Reads both, if they are there. */
    static Config read(Host host, Path directory) {
        List<Problem> problems = new ArrayList<>();
        Path at = directory.resolve(".config");
        Optional<DefaultYml> yml = file(host.files(), at.resolve("default.yml"), problems, DefaultYml::parse);
        Optional<DockerEnv> env = file(
                host.files(),
                at.resolve("docker.env"),
                problems,
                (bytes, name) -> DockerEnv.parse(bytes, name, host.environment()::variable));
        env.ifPresent(file -> judge(file, problems));
        return new Config(directory, yml, env, problems);
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
                directory,
                yml.map(one -> one.filledFrom(
                        key -> Optional.ofNullable(environment.get(key)).map(Secret::reveal))),
                env,
                problems);
    }

    /** Users and passwords of both files: what Misskey uses first, then each reading of docker.env. */
    List<LoginCandidate> logins() {
        List<LoginCandidate> logins = new ArrayList<>();
        yml.map(DefaultYml::database)
                .filter(db -> db.user().isPresent() && db.password().isPresent())
                .ifPresent(db -> logins.add(new LoginCandidate(
                        Say.literal(yml.orElseThrow().name()),
                        db.user().orElseThrow(),
                        db.password().orElseThrow())));
        env.ifPresent(file -> fromEnv(file, logins));
        return logins;
    }

    private static void fromEnv(DockerEnv env, List<LoginCandidate> logins) {
        String user = env.get(DockerEnv.USER).map(Secret::reveal).orElse("");
        for (Secret password : env.candidates(DockerEnv.PASSWORD)) {
            logins.add(new LoginCandidate(Say.literal(env.fileName()), user, password));
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

    /** The port PostgreSQL listens on. */
    int port() {
        return yml.map(one -> one.database().port()).orElse(POSTGRES);
    }

    /** Misskey's host name. */
    Optional<String> address() {
        return yml.flatMap(DefaultYml::hostName);
    }

    /** What the operator should know about the files. */
    List<Finding> notes() {
        List<Finding> notes = new ArrayList<>();
        problems.forEach(problem -> notes.add(Finding.warning(problem)));
        List<Say> said = new ArrayList<>();
        env.ifPresent(file -> said.addAll(file.warnings()));
        yml.ifPresent(file -> said.addAll(file.warnings()));
        said.forEach(say -> notes.add(
                new Finding(Finding.Level.WARNING, say, Optional.empty(), Optional.empty(), Optional.empty())));
        return notes;
    }

    /**
     * Refuses a Misskey whose database is not this project's.
     *
     * @param service the database's service
     * @param aliases every name it answers to
     */
    void requireDatabaseIs(String service, List<String> aliases) {
        Set<String> names = new TreeSet<>(aliases);
        names.add(service);
        yml.flatMap(one -> one.elsewhere(names)).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
    }

    /** Why a project without a database container cannot be set up. */
    ProblemException withoutDatabase(List<String> services) {
        return yml.flatMap(one -> one.elsewhere(new TreeSet<>(services)))
                .map(ProblemException::new)
                .orElseGet(() -> ProblemException.of("database-container-missing", directory));
    }
}
