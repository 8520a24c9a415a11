package hikae.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** A database as an onlooker sees it: straight from this host, without a container of its own. */
record CrashDatabase(String address, String name, String user, String password) {
    /** The session was ended, and the name is given away just now. */
    private static final Set<String> DURING_A_SWITCH = Set.of("57P01", "3D000");

    /** A switch gives up sooner. */
    private static final Duration MOST = Duration.ofSeconds(20);

    /**
     * The first value of each row, a line each; nothing where there are no rows. Asked again in the middle of a switch:
     * the server's part goes on when its hikae was killed, ends every session in its way and gives the names away.
     */
    String run(String sql) {
        for (Instant end = Instant.now().plus(MOST); ; ) {
            try {
                return once(sql);
            } catch (SQLException e) {
                if (!DURING_A_SWITCH.contains(e.getSQLState()) || Instant.now().isAfter(end)) {
                    throw new AssertionError(name + ": " + sql, e);
                }
            }
        }
    }

    private String once(String sql) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "5");
        String url = "jdbc:postgresql://" + address + "/" + name;
        try (Connection connection = DriverManager.getConnection(url, login);
                Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            if (statement.execute(sql)) {
                ResultSet result = statement.getResultSet();
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
            return String.join("\n", rows);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
