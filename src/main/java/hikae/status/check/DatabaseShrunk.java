package hikae.status.check;

import hikae.backup.container.Shrunk;
import hikae.backup.settings.BackupSettings;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Problem;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The database holds what it held at its last backup, or most of it. Else it is said before the next backup, which would
 * take the place of good ones; where it is whole nothing is said.
 */
public final class DatabaseShrunk implements Check {
    @Override
    public String id() {
        return "database-shrunk";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        return snapshot.shrunk().map(shrunk -> Finding.no(told(snapshot, shrunk)));
    }

    private static Problem told(StatusSnapshot snapshot, Shrunk shrunk) {
        ZoneId zone = snapshot.now().getZone();
        String service = snapshot.settings().map(all -> all.unit().service()).orElse(BackupSettings.SERVICE);
        return snapshot.isGuarded()
                ? shrunk.problem("database-shrunk", zone)
                : shrunk.problem(
                        "database-shrunk-unguarded", zone, snapshot.directory().directory(), service);
    }
}
