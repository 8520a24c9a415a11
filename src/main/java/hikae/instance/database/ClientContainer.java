package hikae.instance.database;

import hikae.host.Docker;
import hikae.host.Files;
import hikae.host.Host;
import hikae.host.Postgres;
import hikae.instance.Instance;
import hikae.instance.NetworkChoice;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same look at a database where this host cannot reach the container's address (rootless Docker, Docker
 * Desktop): psql in a container made for this one question, from the database's own image, on the network the
 * backup will use. The password goes by a file of mode 0600 that is mounted read-only.
 */
final class ClientContainer {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PASSFILE = "/hikae-pgpass";
    private static final String NAME = "pgpass-";
    private static final Pattern LEFT = Pattern.compile(NAME + "(\\d{1,18})");

    /** A process that still asks has had its answer by then; a number may be that of another process. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final String ASK = "PGPASSFILE=" + PASSFILE + " PGCONNECT_TIMEOUT=8 exec psql -X -w -At -F '|'"
            + " -h \"$1\" -p \"$2\" -U \"$3\" -d \"$4\" -c \"$5\"";
    private static final String FACTS = """
            SELECT current_setting('server_version'), current_setting('server_version_num')::int / 10000,
            pg_database_size(current_database()),
            (SELECT count(*) FROM pg_tables WHERE schemaname = 'public'),
            (SELECT count(*) FROM pg_tables WHERE schemaname = 'public'
             AND tablename IN ('note', 'user', 'meta', 'migrations'))
            """;
    private static final int COLUMNS = 5;
    private static final String MISSKEY_TABLES = "4";

    private final Host host;

    ClientContainer(Host host) {
        this.host = host;
    }

    /**
     * Logs in from inside the network.
     *
     * @throws ProblemException {@code database-password} when it was refused, else {@code database-failed}
     */
    Postgres.Facts look(Instance instance, NetworkChoice network, Postgres.Login login) {
        return facts(ask(instance, network, login, FACTS), login);
    }

    /**
     * The rows of a query of one text column; few, all are held.
     *
     * @throws ProblemException as {@link #look} does
     */
    List<String> rows(Instance instance, NetworkChoice network, Postgres.Login login, String select) {
        Docker.Result result = ask(instance, network, login, select);
        if (result.exitCode() != 0) {
            throw failed(result, login);
        }
        return result.output().lines().filter(line -> !line.isEmpty()).toList();
    }

    private Docker.Result ask(Instance instance, NetworkChoice network, Postgres.Login login, String sql) {
        Path state = host.environment().stateDirectory();
        Path passfile = state.resolve(NAME + ProcessHandle.current().pid());
        host.files().makeDirectory(state, Files.PRIVATE_DIRECTORY);
        try {
            host.files().replace(passfile, line(login).getBytes(StandardCharsets.UTF_8));
            List<String> command = List.of(
                    "sh", "-c", ASK, "sh", login.host(), "" + login.port(), login.user(), login.database(), sql);
            return host.docker()
                    .run(
                            new Docker.Throwaway(
                                    instance.database().image(),
                                    network.name(),
                                    command,
                                    Map.of(passfile, PASSFILE),
                                    Map.of("hikae.role", "look")),
                            LIMIT);
        } finally {
            host.files().remove(passfile);
        }
    }

    /** Deletes what a process that was killed has left: its file holds a password. */
    static void tidy(Host host) {
        try {
            host.files().list(host.environment().stateDirectory()).stream()
                    .filter(file -> isLeft(host, file))
                    .forEach(host.files()::remove);
        } catch (ProblemException e) {
            return; // whoever cannot write there has left nothing there, either
        }
    }

    private static boolean isLeft(Host host, Path file) {
        Matcher name = LEFT.matcher(String.valueOf(file.getFileName()));
        Instant old = host.environment().clock().instant().minus(LONGEST);
        return name.matches()
                && (ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
                        || host.files()
                                .look(file)
                                .filter(one -> one.modified().isAfter(old))
                                .isEmpty());
    }

    /** A line of a .pgpass file: colons and backslashes are escaped. */
    private static String line(Postgres.Login login) {
        return escaped(login.host()) + ":" + login.port() + ":" + escaped(login.database()) + ":"
                + escaped(login.user()) + ":" + escaped(login.password().reveal()) + "\n";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(":", "\\:");
    }

    private static Postgres.Facts facts(Docker.Result result, Postgres.Login login) {
        String[] values = result.output().strip().split("\\|", -1);
        if (result.exitCode() != 0 || values.length != COLUMNS) {
            throw failed(result, login);
        }
        return new Postgres.Facts(
                values[0],
                Integer.parseInt(values[1]),
                Long.parseLong(values[2]),
                Integer.parseInt(values[3]),
                values[4].equals(MISSKEY_TABLES),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ProblemException failed(Docker.Result result, Postgres.Login login) {
        if (result.errors().contains("password authentication failed")) {
            return ProblemException.of("database-password", login.host(), login.user(), login.database(), "");
        }
        return ProblemException.of("database-inside-failed", login.host(), result.why());
    }
}
