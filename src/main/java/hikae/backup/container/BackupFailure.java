package hikae.backup.container;

import hikae.backup.settings.BackupSettings;
import hikae.host.Docker;
import hikae.text.Problem;
import java.util.List;

/** Why the image's {@code /backup.sh} failed, told by what pg_dump and the shell said. */
final class BackupFailure {
    /** The status of a process that was killed. */
    static final int KILLED = 137;

    private BackupFailure() {}

    /**
     * The cause.
     *
     * @param begun whether it had begun to write a dump
     */
    static Problem of(BackupSettings settings, Docker.Result result, boolean begun) {
        String said = result.errors() + "\n" + result.output();
        BackupSettings.Database database = settings.database();
        if (says(said, ScheduleGuard.SAYS)) {
            return Problem.of("backup-held-back", sentence(said, ScheduleGuard.SAYS));
        }
        if (says(said, "No space left on device", "Disk quota exceeded")) {
            return Problem.of("backup-no-space", settings.directory());
        }
        if (says(said, "password authentication failed")) {
            return Problem.of("backup-password", database.user());
        }
        if (says(said, "server version mismatch")) {
            return Problem.of("backup-version", settings.image(), sentence(said, "server version"));
        }
        if (says(said, "could not translate host name", "Name or service not known", "Name does not resolve")) {
            return Problem.of("backup-host", database.host(), database.network());
        }
        if (said.matches("(?s).*database \"[^\"]*\" does not exist.*")) {
            return Problem.of("backup-no-database", database.name());
        }
        if (says(said, "Connection refused", "No route to host", "timeout expired", "starting up")) {
            return Problem.of("backup-unreachable", database.host(), sentence(said, "connection"));
        }
        if (says(said, "server closed the connection", "terminating connection", "SSL connection has been closed")
                || (begun && says(said, "connection to server was lost", "PQgetCopyData", "Dumping the contents"))) {
            return Problem.of("backup-server-died", database.host());
        }
        if (result.exitCode() == KILLED || says(said, "Killed")) {
            return Problem.of("backup-killed");
        }
        if (says(said, "Permission denied", "Read-only file system")) {
            return Problem.of("backup-denied", settings.directory(), sentence(said, "denied", "Read-only"));
        }
        return Problem.of("backup-failed", result.exitCode(), sentence(said, "error", "fatal"));
    }

    private static boolean says(String said, String... words) {
        return List.of(words).stream().anyMatch(said::contains);
    }

    /** The first line with one of these words, else the last line of all. */
    private static String sentence(String said, String... words) {
        return said.lines()
                .filter(line -> List.of(words).stream().anyMatch(line::contains))
                .findFirst()
                .or(() -> said.lines().filter(line -> !line.isBlank()).reduce((first, second) -> second))
                .orElse("-")
                .strip();
    }
}
