package hikae.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** {@code @every}: a fixed pause, counted from the start of the backup container. */
record EveryTiming(Duration pause) implements Timing {
    /** Rounded to whole seconds; less than a second, also a negative pause, becomes one second (robfig/cron). */
    static EveryTiming of(Duration wanted) {
        Duration second = Duration.ofSeconds(1);
        return new EveryTiming(wanted.compareTo(second) < 0 ? second : wanted.truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public Optional<ZonedDateTime> next(ZonedDateTime after) {
        return Optional.of(after.plus(pause).truncatedTo(ChronoUnit.SECONDS));
    }

    /** The first run after the moment of a scheduler that was started then. */
    ZonedDateTime next(ZonedDateTime after, Instant start) {
        Instant begun = start.truncatedTo(ChronoUnit.SECONDS);
        long passed = Math.max(0, Duration.between(begun, after).dividedBy(pause));
        return begun.plus(pause.multipliedBy(passed + 1)).atZone(after.getZone());
    }
}
