package hikae.schedule;

import hikae.text.ProblemException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * {@code TZ=Area/City } or {@code CRON_TZ=Area/City } before an expression: go-cron lets it override the zone of the
 * container, so that the names of the files and the schedule disagree. With nothing behind it go-cron crashes.
 *
 * @param name the zone as written
 * @param rest the expression behind it, trimmed; empty if there is none
 * @param closed whether a blank ends the prefix
 */
record ZonePrefix(String name, String rest, boolean closed) {
    static Optional<ZonePrefix> of(String text) {
        if (!text.startsWith("TZ=") && !text.startsWith("CRON_TZ=")) {
            return Optional.empty();
        }
        int start = text.indexOf('=') + 1;
        int blank = text.indexOf(' ');
        return Optional.of(
                blank < 0
                        ? new ZonePrefix(text.substring(start), "", false)
                        : new ZonePrefix(text.substring(start, blank), Blanks.trim(text.substring(blank)), true));
    }

    /** The zone if Go knows it: an empty name is UTC. */
    Optional<ZoneId> zone() {
        if (!closed) {
            return Optional.empty();
        }
        if (name.isEmpty()) {
            return Optional.of(ZoneOffset.UTC);
        }
        return ZoneChoice.isKnown(name) ? Optional.of(ZoneId.of(name)) : Optional.empty();
    }

    ProblemException problem() {
        return ProblemException.of("schedule-zone-prefix", name, rest);
    }
}
