package hikae.host.net;

import hikae.host.Plain;
import hikae.host.Postgres;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells a failed login or query by its SQLSTATE, or by what the network did. Never says the password. */
final class DatabaseProblem {
    private static final int DEEPEST = 20;

    /** What the driver says when there is no connection, and when it would not even try the password. */
    private static final String NO_CONNECTION = "08001";

    private static final String REJECTED = "08004";

    private static final Map<String, String> BY_STATE = Map.of(
            "28P01", "database-password",
            "28000", "database-role",
            "3D000", "database-name",
            "57P03", "database-starting",
            "57P01", "database-starting",
            "57P02", "database-starting",
            "53300", "database-full",
            "42501", "database-denied",
            "57014", "database-timeout");

    private final Postgres.Login login;

    DatabaseProblem(Postgres.Login login) {
        this.login = login;
    }

    /** What this failure means; its cause is passed on only when the password is not in it. */
    ProblemException of(Exception cause) {
        String id = id(cause);
        String server = login.host() + ":" + login.port();
        Problem problem = Problem.of(id, server, login.user(), login.database(), words(cause));
        boolean clean = causes(cause).noneMatch(e -> holdsPassword(String.valueOf(e.getMessage())));
        return clean ? new ProblemException(problem, cause) : new ProblemException(problem);
    }

    private String id(Exception cause) {
        String state = cause instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
        if (state.equals(REJECTED) && login.password().reveal().isEmpty()) {
            return "database-password";
        }
        return Optional.ofNullable(BY_STATE.get(state)).orElseGet(() -> byNetwork(cause, state));
    }

    private static String byNetwork(Exception cause, String state) {
        List<Throwable> network =
                causes(cause).filter(IOException.class::isInstance).toList();
        boolean late = network.stream().anyMatch(SocketTimeoutException.class::isInstance);
        if (late && !state.equals(NO_CONNECTION)) {
            return "database-timeout";
        }
        return state.equals(NO_CONNECTION) || !network.isEmpty() ? "database-unreachable" : "database-failed";
    }

    /** The innermost words: of the network when it was the network, else of the server. */
    private String words(Exception cause) {
        String said = causes(cause)
                .reduce((outer, inner) -> inner)
                .map(e -> e instanceof UnknownHostException ? "unknown host " + e.getMessage() : e.getMessage())
                .orElse("");
        return Plain.sentence(holdsPassword(said) ? Secret.STARS : said);
    }

    private boolean holdsPassword(String text) {
        String password = login.password().reveal();
        return !password.isEmpty() && text.contains(password);
    }

    private static Stream<Throwable> causes(Throwable outermost) {
        return Stream.<Throwable>iterate(outermost, e -> e != null, Throwable::getCause)
                .limit(DEEPEST);
    }
}
