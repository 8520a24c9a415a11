package hikae.backup.container;

import hikae.host.Docker;
import hikae.schedule.CronSchedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a backup container makes backups of its own accord. The image's {@code /backup.sh} names a dump by the second
 * in which it begins: two that begin in the same second write into one file, and neither dump is any good.
 */
final class ScheduledRuns {
    /** The scheduler, Docker and the shell each take a moment to begin. */
    private static final Duration MARGIN = Duration.ofSeconds(3);

    private final Docker.Container container;

    ScheduledRuns(Docker.Container container) {
        this.container = container;
    }

    /** How long a backup by hand must wait so as not to begin together with one of these; mostly zero. */
    Duration pause(Instant now) {
        Instant from = now.minus(MARGIN);
        return Stream.of(atStart().filter(from::isBefore), next(from))
                .flatMap(Optional::stream)
                .filter(run -> run.isBefore(now.plus(MARGIN)))
                .map(run -> Duration.between(now, run.plus(MARGIN)))
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** {@code BACKUP_ON_START} of the image. */
    private Optional<Instant> atStart() {
        return variable("BACKUP_ON_START").filter("TRUE"::equals).map(on -> container.startedAt());
    }

    private Optional<Instant> next(Instant after) {
        return variable("SCHEDULE")
                .or(() -> Optional.of("@daily")) // the image's own default
                .flatMap(CronSchedule::understood)
                .flatMap(schedule -> schedule.next(after.atZone(zone()), container.startedAt()))
                .map(Instant::from);
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(variable("TZ").orElse("UTC"));
        } catch (DateTimeException e) {
            return ZoneOffset.UTC; // so does the image
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(container.env().get(name)).map(secret -> secret.reveal());
    }
}
