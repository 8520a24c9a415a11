package hikae.instance.config;

import hikae.instance.yaml.SourceText;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An env file such as {@code .config/docker.env}, read as Docker Compose reads it, with what other programs
 * would read in it. No value is ever shown.
 */
public final class DockerEnv {
    /** The variables that the PostgreSQL image reads; the backup image has the same names. */
    public static final String PASSWORD = "POSTGRES_PASSWORD";
    /** The role. */
    public static final String USER = "POSTGRES_USER";
    /** The database. */
    public static final String DATABASE = "POSTGRES_DB";
    /** The three of them, in the order of Misskey's example. */
    public static final List<String> KEYS = List.of(PASSWORD, USER, DATABASE);

    private final SourceText source;
    private final List<EnvStatement> statements;
    private final Map<String, Entry> entries;
    private final Function<String, Optional<String>> environment;

    private DockerEnv(SourceText source, Function<String, Optional<String>> environment) {
        this.source = source;
        this.environment = environment;
        this.statements = EnvGrammar.read(source, environment);
        this.entries = effective(source, statements);
    }

    /**
     * What a key finally is.
     *
     * @param line where its value begins, from 1
     */
    public record Entry(String key, Secret value, int line) {}

    /**
     * Reads the file.
     *
     * @param fileName the name to be shown to the operator
     * @param environment what Compose was started with: its shell's variables and the project's {@code .env}
     * @throws ProblemException naming file:line:column, where Compose would refuse the file, and for bytes that
     *     are not UTF-8
     */
    public static DockerEnv parse(byte[] bytes, String fileName, Function<String, Optional<String>> environment) {
        return new DockerEnv(SourceText.decode(bytes, fileName), environment);
    }

    /** The name given to {@link #parse}. */
    public String fileName() {
        return source.name();
    }

    /** Each key once with its last value, in the order in which they first appear. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** The value of {@code key}, as Compose gives it to the container. */
    public Optional<Secret> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /**
     * Every value that {@code key} may have had for the program that started the database: Compose's present
     * reading first, then those of Compose 1, of older Compose 2 and of {@code docker run --env-file}, where they
     * differ. Which one is right, only a login can tell.
     */
    public List<Secret> candidates(String key) {
        Set<String> readings = new LinkedHashSet<>();
        get(key).map(Secret::reveal).ifPresent(readings::add);
        last(key).map(this::olderReadings).ifPresent(readings::addAll);
        readings.removeIf(String::isEmpty);
        return readings.stream().map(Secret::new).toList();
    }

    @Override
    public String toString() {
        return "DockerEnv[" + source.name() + ", " + entries.keySet() + "]";
    }

    SourceText source() {
        return source;
    }

    /** Every statement about {@code key}, in the order of the file. */
    List<EnvStatement> statements(String key) {
        return statements.stream().filter(one -> one.key().equals(key)).toList();
    }

    List<EnvStatement> statements() {
        return statements;
    }

    Optional<EnvStatement> last(String key) {
        List<EnvStatement> all = statements(key);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private List<String> olderReadings(EnvStatement statement) {
        Map<String, Entry> before = effective(
                source,
                statements.stream()
                        .takeWhile(one -> one.keyAt() < statement.keyAt())
                        .toList());
        return EnvOlderReadings.of(
                source,
                statement,
                name -> environment
                        .apply(name)
                        .or(() -> Optional.ofNullable(before.get(name))
                                .map(entry -> entry.value().reveal())));
    }

    private static Map<String, Entry> effective(SourceText source, List<EnvStatement> statements) {
        Map<String, Entry> last = new LinkedHashMap<>();
        for (EnvStatement one : statements) {
            if (one.key().isEmpty()) {
                continue; // "=value" is legal, and of no use
            }
            int line = source.line(one.valueAt());
            one.value().ifPresent(value -> last.put(one.key(), new Entry(one.key(), value, line)));
        }
        return last;
    }
}
