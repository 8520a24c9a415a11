package hikae.status;

import hikae.backup.BackupSettings;
import hikae.backup.Shrunk;
import hikae.text.Finding;
import hikae.text.Problem;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The database holds what it held at its last backup, or most of it. Else it is said before the next backup, which would
 * take the place of good ones; where it is whole nothing is said.
 */
final class DatabaseShrunk implements Check {
    @Override
    public String id() {
        return "database-shrunk";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        return seen.shrunk().map(shrunk -> Finding.no(told(seen, shrunk)));
    }

    private static Problem told(Seen seen, Shrunk shrunk) {
        ZoneId zone = seen.now().getZone();
        String service = seen.settings().map(all -> all.unit().service()).orElse(BackupSettings.SERVICE);
        return seen.isGuarded()
                ? shrunk.problem("database-shrunk", zone)
                : shrunk.problem(
                        "database-shrunk-unguarded", zone, seen.present().directory(), service);
    }
}
