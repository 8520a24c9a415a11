package hikae.recovery.record;

import hikae.backup.home.BackupDirectoryReader;
import hikae.host.Host;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Moments as they are told of a backup directory: in the zone of its schedule, else of the server. */
public final class HomeTime {
    private HomeTime() {}

    public static ZonedDateTime now(Host host, Path home) {
        Clock clock = host.environment().clock();
        return clock.instant().atZone(zone(host, home, clock.getZone()));
    }

    /** A moment and how long ago it is, in words. */
    public static Message when(Instant at, ZonedDateTime now) {
        ZonedDateTime then = at.atZone(now.getZone());
        return Message.of("recovery.plan.when", Moments.when(then), Moments.distance(now, then));
    }

    private static ZoneId zone(Host host, Path home, ZoneId otherwise) {
        try {
            return new BackupDirectoryReader(host, false).read(home, "").zone(otherwise);
        } catch (ProblemException e) {
            return otherwise; // what is wrong with it, others say
        }
    }
}
