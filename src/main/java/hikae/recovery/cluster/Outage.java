package hikae.recovery.cluster;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.run.Containers;
import hikae.recovery.run.RestoreTarget;
import hikae.text.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a database server cannot be used, found out without changing anything.
 *
 * @param kind what follows from it
 * @param why in words
 * @param data what lies where it keeps its data
 */
public record Outage(Kind kind, Problem why, ClusterData data) {
    /** What follows. */
    public enum Kind {
        /** It only does not run: it is started first. */
        STOPPED,
        /** No server comes up on this data: a fresh one is the way. */
        LOST,
        /** The data is sound as far as can be told; something else has to be fixed. */
        OTHER
    }

    private static final Duration JUST_NOW = Duration.ofMinutes(2);
    private static final int LOG_LINES = 60;
    private static final int LINE_LENGTH = 300;
    private static final Pattern LOGIN = Pattern.compile("password authentication failed|no password supplied"
            + "|no pg_hba.conf entry|role \".*\" (does not exist|is not permitted)");
    private static final Pattern STARTING =
            Pattern.compile("is starting up|in recovery mode|is shutting down|not yet accepting");
    private static final Pattern DAMAGED = Pattern.compile("could not (open|read|access|stat) |invalid page|PANIC"
            + "|unexpected data beyond|corrupt|missing chunk|cache lookup failed|base/\\d+|pg_filenode|global/");
    private static final Pattern PERMISSIONS =
            Pattern.compile("has (invalid permissions|wrong ownership)|Permission denied");
    private static final Pattern DISK = Pattern.compile("No space left on device|Disk quota exceeded");
    private static final Pattern VERSION =
            Pattern.compile("incompatible with server|initialized by PostgreSQL version|in 18\\+, these Docker images");
    private static final Pattern TELLING = Pattern.compile("FATAL|PANIC|ERROR|[Ee]rror:|denied|No space");

    /**
     * Why.
     *
     * @param said what a look at the server ended with; empty where it does not run
     * @param tried whether it has just been started in vain
     */
    public static Outage look(Host host, RestoreTarget target, Optional<Problem> said, boolean tried) {
        Optional<Docker.Container> database = new Containers(host.docker(), target).database();
        ClusterData data = ClusterData.look(host, target);
        String words = said.map(problem -> String.valueOf(problem.args())).orElse("");
        boolean refused = LOGIN.matcher(words).find();
        if (STARTING.matcher(words).find() || (refused && !isRoleGone(host, target, database))) {
            return new Outage(Kind.OTHER, said.orElseThrow(), data);
        }
        String place = data.path().map(Path::toString).or(data::volume).orElse("-");
        if (data.isLost()) {
            String problem = data.isNothing() ? "recovery-lost-gone" : "recovery-lost-broken";
            return new Outage(Kind.LOST, Problem.of(problem, place), data);
        }
        String last = database.map(one -> lastLine(host.docker(), one)).orElse("-");
        Optional<String> other = other(last, data);
        if (other.isPresent() && (tried || said.isPresent() || isLooping(database))) {
            return new Outage(Kind.OTHER, Problem.of(other.get(), place, last), data);
        }
        if (said.isPresent()
                && (refused
                        || isDamaged(words, database, host.environment().clock().instant()))) {
            return new Outage(Kind.LOST, Problem.of("recovery-lost-damaged", place, shown(words, last)), data);
        }
        if (said.isPresent()) {
            return new Outage(Kind.OTHER, said.get(), data);
        }
        return notRunning(target, database, tried, last, data, place);
    }

    private static Outage notRunning(
            RestoreTarget target,
            Optional<Docker.Container> database,
            boolean tried,
            String last,
            ClusterData data,
            String place) {
        if (tried || isLooping(database)) {
            return new Outage(Kind.LOST, Problem.of("recovery-lost-damaged", place, last), data);
        }
        String directory = target.misskey().directory();
        Problem why = database.map(one -> Problem.of("recovery-database-down", one.state(), last, directory))
                .orElseGet(() -> Problem.of("recovery-database-gone", directory));
        boolean paused = database.filter(one -> one.state().equals("paused")).isPresent();
        return new Outage(paused ? Kind.OTHER : Kind.STOPPED, why, data);
    }

    /** To whoever logs in the server says the same as to a wrong password; its log says what it is. */
    private static boolean isRoleGone(Host host, RestoreTarget target, Optional<Docker.Container> database) {
        String gone = "Role \"" + target.database().user() + "\" does not exist";
        return database.filter(one -> host.docker().log(one.id(), LOG_LINES).contains(gone))
                .isPresent();
    }

    /** Docker starts it again and again. */
    private static boolean isLooping(Optional<Docker.Container> database) {
        return database.filter(one -> one.state().equals("restarting")).isPresent();
    }

    /** By what it says, or because it started over and over until now. */
    private static boolean isDamaged(String words, Optional<Docker.Container> database, Instant now) {
        return DAMAGED.matcher(words).find()
                || database.filter(one -> one.restarts() > 1)
                        .filter(one -> one.startedAt().plus(JUST_NOW).isAfter(now))
                        .isPresent();
    }

    private static Optional<String> other(String last, ClusterData data) {
        if (PERMISSIONS.matcher(last).find()) {
            return Optional.of("recovery-data-permissions");
        }
        if (DISK.matcher(last).find()) {
            return Optional.of("recovery-data-disk");
        }
        return VERSION.matcher(last).find() || data.state() == ClusterData.State.ELSEWHERE
                ? Optional.of("recovery-data-version")
                : Optional.empty();
    }

    private static String shown(String words, String last) {
        return last.equals("-") ? words : last;
    }

    /** The last line that tells something: behind it are its consequences. */
    static String lastLine(Docker docker, Docker.Container container) {
        List<String> lines = docker.log(container.id(), LOG_LINES)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        String line = lines.stream()
                .filter(one -> TELLING.matcher(one).find())
                .reduce((first, second) -> second)
                .or(() -> lines.stream().reduce((first, second) -> second))
                .orElse("-")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) : line;
    }
}
