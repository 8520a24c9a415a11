package hikae.recovery;

import hikae.backup.PresentReader;
import hikae.host.Host;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The time as it is told of a backup directory: in the zone of its schedule, else of the server. */
final class HomeTime {
    private HomeTime() {}

    static ZonedDateTime now(Host host, Path home) {
        Clock clock = host.environment().clock();
        return clock.instant().atZone(zone(host, home, clock.getZone()));
    }

    private static ZoneId zone(Host host, Path home, ZoneId otherwise) {
        try {
            return new PresentReader(host, false).read(home, "").zone(otherwise);
        } catch (ProblemException e) {
            return otherwise; // what is wrong with it, others say
        }
    }
}
