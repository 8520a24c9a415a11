package hikae.work;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * What will be done. A planner makes it from observed values only, so the preview is true and the same
 * input gives the same plan.
 *
 * @param flow the flow's name, {@code flow.NAME} in words
 * @param home the backup directory, where lock and record are kept
 * @param runId names the run folder, {@code TIME-FLOW}
 * @param steps in order
 * @param input the planner's whole input without secrets, for the journal's head
 */
public record Plan(String flow, Path home, String runId, List<Step> steps, Map<String, String> input) {
    private static final DateTimeFormatter RUN_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    public Plan {
        steps = List.copyOf(steps);
        input = Map.copyOf(input);
    }

    /** A plan made at this moment, which its run bears in its name. */
    public static Plan at(Instant now, String flow, Path home, List<Step> steps, Map<String, String> input) {
        return new Plan(flow, home, RUN_ID.format(now) + "-" + flow, steps, input);
    }

    /** Whether it only reads: then it needs neither consent nor lock, and makes no run folder. */
    public boolean isReading() {
        return steps.stream().allMatch(step -> step.changes().isEmpty());
    }

    /** Whether there is nothing to do: then no run folder is made either. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
