package hikae.recovery;

import hikae.backup.PresentReader;
import hikae.host.Host;
import hikae.text.Moments;
import hikae.text.ProblemException;
import hikae.text.Say;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Moments as they are told of a backup directory: in the zone of its schedule, else of the server. */
final class HomeTime {
    private HomeTime() {}

    static ZonedDateTime now(Host host, Path home) {
        Clock clock = host.environment().clock();
        return clock.instant().atZone(zone(host, home, clock.getZone()));
    }

    /** A moment and how long ago it is, in words. */
    static Say when(Instant at, ZonedDateTime now) {
        ZonedDateTime then = at.atZone(now.getZone());
        return Say.of("recovery.plan.when", Moments.when(then), Moments.distance(now, then));
    }

    private static ZoneId zone(Host host, Path home, ZoneId otherwise) {
        try {
            return new PresentReader(host, false).read(home, "").zone(otherwise);
        } catch (ProblemException e) {
            return otherwise; // what is wrong with it, others say
        }
    }
}
