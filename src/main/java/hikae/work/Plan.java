package hikae.work;

import hikae.host.Host;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What will be done. A planner makes it from observed values only, so the preview is true and the same
 * input gives the same plan.
 *
 * @param flow the flow's name, {@code flow.NAME} in words
 * @param home the backup directory, where lock and record are kept
 * @param runId names the run folder, {@code TIME-FLOW}
 * @param steps in order
 * @param onFailure the way back: what is done, in order, when a step has failed; each must be right whatever was done
 * @param input the planner's whole input without secrets, for the journal's head
 * @param tidying removes what its steps have started
 */
public record Plan(
        String flow,
        Path home,
        String runId,
        List<Step> steps,
        List<Step> onFailure,
        Map<String, String> input,
        Tidying tidying) {
    private static final DateTimeFormatter RUN_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /**
     * Takes away what the steps of a run share and leave: before the first, because a run that was killed may have left
     * it, before the way back, and at the end. What it cannot take away it leaves to the next.
     */
    @FunctionalInterface
    public interface Tidying {
        void tidy(Host host);
    }

    public Plan {
        steps = List.copyOf(steps);
        onFailure = List.copyOf(onFailure);
        input = Map.copyOf(input);
    }

    /** A plan whose steps leave nothing. */
    public Plan(
            String flow, Path home, String runId, List<Step> steps, List<Step> onFailure, Map<String, String> input) {
        this(flow, home, runId, steps, onFailure, input, host -> {});
    }

    /** A plan that is left where it failed. */
    public Plan(String flow, Path home, String runId, List<Step> steps, Map<String, String> input) {
        this(flow, home, runId, steps, List.of(), input);
    }

    /** A plan made at this moment, which is in the name of its run. */
    public static Plan at(Instant now, String flow, Path home, List<Step> steps, Map<String, String> input) {
        return new Plan(flow, home, runIdAt(now, flow), steps, input);
    }

    /** The run id of a plan made at this moment, for planners whose steps name things after it. */
    public static String runIdAt(Instant now, String flow) {
        return RUN_ID.format(now) + "-" + flow;
    }

    /** Whether it only reads: then it needs neither consent nor lock, and makes no run folder. */
    public boolean isReading() {
        return all().allMatch(step -> step.changes().isEmpty());
    }

    /** Whether there is nothing to do: then no run folder is made either. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** How many steps there are, the way back included. */
    public int count() {
        return steps.size() + onFailure.size();
    }

    /** The step an event means: those of the way back are counted on after the others. */
    public Step step(int index) {
        return index < steps.size() ? steps.get(index) : onFailure.get(index - steps.size());
    }

    /** Whether this index is one of the way back. */
    public boolean isBack(int index) {
        return index >= steps.size();
    }

    private Stream<Step> all() {
        return Stream.concat(steps.stream(), onFailure.stream());
    }
}
