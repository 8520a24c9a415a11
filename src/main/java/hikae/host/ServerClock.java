package hikae.host;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The clock of this server, in its zone. The zone is looked up when it is asked for, not before: Java searches every
 * library for zones of its own, which is a fifth of the time to the first screen.
 */
final class ServerClock extends Clock {
    @Override
    public ZoneId getZone() {
        return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.system(zone);
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }
}
