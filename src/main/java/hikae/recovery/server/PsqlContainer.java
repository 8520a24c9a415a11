package hikae.recovery.server;

import hikae.host.ContainerSpec;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.host.Talk;
import hikae.text.Json;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A container of the backup image that talks to a PostgreSQL server: every word of SQL of this package goes through
 * one. Never psql in the database's own container: a child that is left behind there is adopted by the postmaster,
 * and its death takes the server down.
 */
public final class PsqlContainer implements AutoCloseable {
    /** What a label says about a container of ours. */
    public static final String ROLE = "hikae.role";

    public static final String RUN = "hikae.run";
    public static final String HOME = "hikae.home";

    /** Long enough for a count of every row of a large server. */
    public static final Duration LIMIT = Duration.ofHours(6);

    /** In memory, where only its root reads. */
    private static final String PASSWORD = "/tmp/hikae-password";

    private static final int LONGEST_PASSWORD = 1 << 12;
    private static final String PUT = "umask 077; cat > \"$1\"";
    private static final Duration PUTTING = Duration.ofMinutes(2);
    private static final int NO_CONNECTION = 2;
    private static final Pattern WARNED = Pattern.compile("(psql:[^ ]* )?(WARNING|NOTICE|DETAIL|HINT):");

    /**
     * Statement and lock timeouts of the role would end a load of hours; a read-only default would refuse it. Compiling a
     * statement that is run once takes longer than it saves.
     */
    private static final String SETTINGS = "-c statement_timeout=0 -c lock_timeout=0"
            + " -c idle_in_transaction_session_timeout=0 -c default_transaction_read_only=off"
            + " -c synchronous_commit=on -c jit=off -c client_encoding=UTF8";

    private static final String LOGIN = "export PGHOST=\"$1\" PGPORT=\"$2\" PGUSER=\"$3\" PGDATABASE=\"$4\""
            + " PGOPTIONS=\"$5\" PGCONNECT_TIMEOUT=10; [ ! -r \"$6\" ] || PGPASSWORD=\"$(cat \"$6\")\";"
            + " [ -z \"$PGPASSWORD\" ] || export PGPASSWORD; shift 6; ";

    /** PostgreSQL 17 has one more timeout; older ones refuse its name at the login. */
    public static final String NO_TIMEOUT = "SELECT set_config('transaction_timeout', '0', false)"
            + " WHERE current_setting('transaction_timeout', true) IS NOT NULL \\g /dev/null\n";

    public static final String PSQL = "psql -X -w -q -At -v ON_ERROR_STOP=1 -v VERBOSITY=terse ";

    private final Docker docker;
    private final ServerConnection connection;
    private final String container;
    private final String user;
    private final String password;

    private PsqlContainer(Docker docker, ServerConnection connection, String container, String user, String password) {
        this.docker = docker;
        this.connection = connection;
        this.container = container;
        this.user = user;
        this.password = password;
    }

    private static PsqlContainer of(Docker docker, ServerConnection connection, String container) {
        return new PsqlContainer(docker, connection, container, connection.user(), PASSWORD);
    }

    /**
     * The same container with another login.
     *
     * @param role who logs in
     * @param file a file in the container that holds only the password
     */
    public PsqlContainer as(String role, String file) {
        return new PsqlContainer(docker, connection, container, role, file);
    }

    /** Who logs in. */
    public String user() {
        return user;
    }

    /**
     * Starts one.
     *
     * @param run the id of the run it is for
     * @param home the backup directory, by which a leftover is known as ours
     * @param binds what it may read. Never a place that somebody else can write: Docker would follow a link that is laid
     *     there at that moment. The password and a dump are handed in.
     */
    public static PsqlContainer start(
            Host host, ServerConnection connection, String run, Path home, List<Docker.Bind> binds) {
        Optional<byte[]> secret =
                connection.passwordFile().map(file -> host.files().read(file, LONGEST_PASSWORD));
        ContainerSpec spec = new ContainerSpec(
                connection.image(),
                connection.network(),
                List.of("sleep", "infinity"),
                false,
                binds,
                List.of(),
                Map.of(),
                labels("client", run, home),
                0);
        PsqlContainer client = of(host.docker(), connection, host.docker().runDetached(spec));
        try {
            secret.ifPresent(password -> client.put(PASSWORD, password));
            return client;
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /**
     * Makes a file in the container that only its root reads.
     *
     * @param file below {@code /tmp}, which is in memory
     */
    public void put(String file, byte[] content) {
        List<String> command = List.of("sh", "-c", PUT, "hikae", file);
        Docker.Result result =
                docker.exec(container, command, PUTTING, Talk.telling(input -> input.write(content), line -> {}));
        if (result.exitCode() != 0) {
            throw ProblemException.of("docker-failed", firstError(result.errors()));
        }
    }

    /** One that runs already. */
    public static PsqlContainer running(Host host, ServerConnection connection, String container) {
        return of(host.docker(), connection, container);
    }

    /** The id of the container. */
    public String container() {
        return container;
    }

    /** The labels of a helper container. */
    public static Map<String, String> labels(String role, String run, Path home) {
        return Map.of(ROLE, role, RUN, run, HOME, home.toString());
    }

    /** The rows of a SELECT, each by the names of its columns; what is null is left out. */
    public List<Map<String, Object>> rows(String database, String select) {
        return rowsIn(script(database, asRows(select), Map.of()));
    }

    /** A SELECT whose answer {@link #rowsIn} reads. */
    public static String asRows(String select) {
        return "SELECT row_to_json(hikae_row) FROM (" + select + ") AS hikae_row;";
    }

    /** The rows in what was printed, whatever else is in it. */
    public static List<Map<String, Object>> rowsIn(String answer) {
        return answer.lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> Json.object(line).orElseThrow(() -> ProblemException.of("recovery-sql", line)))
                .toList();
    }

    /**
     * Runs statements, one after the other in one session.
     *
     * @param variables psql's: {@code :'name'} is a text, {@code :"name"} an identifier
     * @return what they printed
     */
    public String script(String database, String sql, Map<String, String> variables) {
        List<String> words = new ArrayList<>(List.of(NO_TIMEOUT + sql));
        words.addAll(options(variables));
        return demand(shell(database, "sql=\"$1\"; shift; printf '%s\\n' \"$sql\" | " + PSQL + "\"$@\"", words, LIMIT));
    }

    /** What psql is told of its variables. */
    public static List<String> options(Map<String, String> variables) {
        return variables.entrySet().stream()
                .flatMap(one -> Stream.of("-v", one.getKey() + "=" + one.getValue()))
                .toList();
    }

    /** What psql printed, when it came to its end. */
    public String demand(Docker.Result result) {
        if (result.exitCode() != 0) {
            throw failed(result);
        }
        return result.output();
    }

    /**
     * Runs a shell line with the login in its environment.
     *
     * @param script for bash; its words are {@code $1} and on
     */
    public Docker.Result shell(String database, String script, List<String> words, Duration limit) {
        return docker.exec(container, command(database, script, words), limit);
    }

    /** The same with something on its standard input, and heard. */
    public Docker.Result shell(String database, String script, List<String> words, Duration limit, Talk talk) {
        return docker.exec(container, command(database, script, words), limit, talk);
    }

    private List<String> command(String database, String script, List<String> words) {
        List<String> command = new ArrayList<>(List.of("bash", "-c", LOGIN + script, "hikae"));
        command.addAll(
                List.of(connection.host(), String.valueOf(connection.port()), user, database, SETTINGS, password));
        command.addAll(words);
        return command;
    }

    /**
     * Asks the same again each second, in one session: a process of its own for each look would take its share from
     * what is looked at, on a small server. Ends with the session, at the latest with this container.
     *
     * @param lines takes what is printed, line by line, on another thread
     */
    public void watch(String database, String sql, Consumer<String> lines) {
        String again = "while printf '%s\\n' \"$1\"; do sleep 1; done | " + PSQL;
        docker.exec(container, command(database, again, List.of(NO_TIMEOUT + sql)), LIMIT, lines);
    }

    private ProblemException failed(Docker.Result result) {
        String said = firstError(result.errors());
        return result.exitCode() == NO_CONNECTION
                ? ProblemException.of("recovery-no-connection", connection.host(), user, said)
                : ProblemException.of("recovery-sql", said);
    }

    /**
     * The first line that names an error: the ones behind it are its consequences. Where none does, what the server only
     * warns of at each login, such as a collation of another version, is no reason either.
     */
    public static String firstError(String errors) {
        return errors.lines()
                .filter(line -> line.contains("ERROR:") || line.contains("FATAL:") || line.contains("error:"))
                .findFirst()
                .or(() -> errors.lines()
                        .filter(line -> !line.isBlank() && !WARNED.matcher(line).lookingAt())
                        .findFirst())
                .orElse("-")
                .replaceAll("\\s+", " ");
    }

    /** Removes the container and with it whatever still runs in it. */
    @Override
    public void close() {
        docker.remove(container);
    }
}
