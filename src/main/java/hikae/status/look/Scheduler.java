package hikae.status.look;

import hikae.backup.container.ScheduleGuard;
import hikae.text.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * What the image's scheduler says of itself on port 8080. Only scheduled runs count there, none made by hand.
 *
 * @param schedule the active one
 * @param running whether a scheduled run is at work
 * @param exitStatus of the last scheduled run; 0 when there was none
 * @param exitTime when that ended; empty when there was none since the container started
 * @param lastWords the line of what the last run printed that most likely names the cause of a failure
 */
public record Scheduler(
        String schedule, boolean running, int exitStatus, Optional<Instant> exitTime, String lastWords) {
    /** Reads the JSON; empty when it is none. */
    static Optional<Scheduler> parse(String text) {
        return Json.object(text).map(Scheduler::of);
    }

    private static Scheduler of(Map<String, Object> json) {
        Map<?, ?> last = json.get("Last") instanceof Map<?, ?> map ? map : Map.of();
        boolean running = json.get("Running") instanceof Map<?, ?> now && !now.isEmpty();
        int status = last.get("Exit_status") instanceof Number number ? number.intValue() : 0;
        return new Scheduler(
                text(json, "Schedule"),
                running,
                status,
                time(text(last, "ExitTime")),
                lastWords(text(last, "Stderr"), text(last, "Stdout")));
    }

    private static String lastWords(String errors, String output) {
        return errors.lines()
                .filter(line -> line.startsWith(ScheduleGuard.SAYS))
                .findFirst()
                .or(() -> errors.lines()
                        .filter(line -> line.contains("error") || line.contains("FATAL"))
                        .findFirst())
                .or(() -> errors.lines().filter(line -> !line.isBlank()).findFirst())
                .or(() -> output.lines().filter(line -> !line.isBlank()).reduce((first, second) -> second))
                .map(Words::bounded)
                .orElse("-");
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
