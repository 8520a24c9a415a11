package hikae.work;

import java.nio.file.Path;
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
    public Plan {
        steps = List.copyOf(steps);
        input = Map.copyOf(input);
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
