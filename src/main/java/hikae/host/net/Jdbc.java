package hikae.host.net;

import hikae.host.NoteTime;
import hikae.host.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;

/** PostgreSQL by pgjdbc, for looking only: a dump is loaded by psql in a container, never from here. */
public final class Jdbc implements Postgres {
    /** Says nothing: all is in the properties, so that no name or password is ever part of a URL. */
    private static final String URL = "jdbc:postgresql:///";

    private static final Set<String> MISSKEY = Set.of("note", "user", "meta", "migrations");

    private static final String SERVER = "SELECT current_setting('server_version'), "
            + "current_setting('server_version_num')::int / 10000, pg_database_size(current_database())";
    private static final String TABLES = "SELECT c.relname FROM pg_catalog.pg_class c "
            + "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' "
            + "AND c.relkind IN ('r', 'p') AND has_table_privilege(c.oid, 'SELECT')";
    private static final String NEWEST_NOTE = "SELECT max(id)::text FROM public.note";
    private static final String LAST_MIGRATION = "SELECT name::text FROM public.migrations ORDER BY id DESC LIMIT 1";

    /** The first row of many comes when all are sorted. */
    private static final Duration SORTING = Duration.ofMinutes(15);

    private static final int FETCHED = 2000;

    private final Duration patience;

    public Jdbc(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Facts look(Login login) {
        try (Connection connection = DriverManager.getConnection(URL, properties(login));
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) Math.max(1, patience.toSeconds()));
            return facts(statement);
        } catch (SQLException | IllegalArgumentException e) {
            // the driver refuses some passwords by an IllegalArgumentException before it sends anything
            throw new DatabaseProblem(login).of(e);
        }
    }

    @Override
    public void each(Login login, String select, Consumer<String> row) {
        Properties unhurried = properties(login);
        unhurried.put("socketTimeout", Long.toString(SORTING.toSeconds()));
        try (Connection connection = DriverManager.getConnection(URL, unhurried);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false); // with it the driver would hold all rows at once
            statement.setFetchSize(FETCHED);
            try (ResultSet rows = statement.executeQuery(select)) {
                while (rows.next()) {
                    Optional.ofNullable(rows.getString(1)).ifPresent(row);
                }
            }
        } catch (SQLException | IllegalArgumentException e) {
            throw new DatabaseProblem(login).of(e);
        }
    }

    private Properties properties(Login login) {
        String seconds = Long.toString(Math.max(1, patience.toSeconds()));
        Properties all = new Properties();
        all.putAll(Map.of(
                "PGHOST",
                login.host(),
                "PGPORT",
                Integer.toString(login.port()),
                "PGDBNAME",
                login.database(),
                "user",
                login.user(),
                "password",
                login.password().reveal(),
                "connectTimeout",
                seconds,
                "loginTimeout",
                seconds,
                "socketTimeout",
                seconds,
                "readOnly",
                "true",
                "ApplicationName",
                "hikae"));
        return all;
    }

    private static Facts facts(Statement statement) throws SQLException {
        String version;
        int major;
        long bytes;
        try (ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            version = row.getString(1).split(" ")[0];
            major = row.getInt(2);
            bytes = row.getLong(3);
        }
        Set<String> tables = tables(statement);
        boolean misskey = tables.containsAll(MISSKEY);
        Optional<String> note = misskey ? one(statement, NEWEST_NOTE) : Optional.empty();
        Optional<String> migration = misskey ? one(statement, LAST_MIGRATION) : Optional.empty();
        return new Facts(version, major, bytes, tables.size(), misskey, note, note.flatMap(NoteTime::of), migration);
    }

    private static Set<String> tables(Statement statement) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static Optional<String> one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }
}
