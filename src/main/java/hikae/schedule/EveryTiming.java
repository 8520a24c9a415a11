package hikae.schedule;

import java.time.Duration;
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
}
