package hikae.recovery;

import hikae.work.Plan;
import hikae.work.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Letting go of a kept database, as steps; pure. */
final class ForgetPlan {
    /** The flow's name. */
    static final String FLOW = "forget";

    private ForgetPlan() {}

    /**
     * The steps.
     *
     * @param dumpFirst whether a backup of it is made before
     */
    static Plan of(Target target, Kept kept, boolean dumpFirst, Instant now) {
        Map<String, String> input = new LinkedHashMap<>(target.input());
        input.put("kept", kept.name());
        input.put("oid", String.valueOf(kept.oid()));
        input.put("dump_first", String.valueOf(dumpFirst));
        return made(Plan.runIdAt(now, FLOW), input);
    }

    /** The plan of a run, from its journal's head. */
    static Plan made(String runId, Map<String, String> input) {
        Target target = Target.of(input);
        Ground ground = new Ground(target, runId, false);
        String kept = input.getOrDefault("kept", "");
        Forget forget = new Forget(ground, kept, Long.parseLong(input.getOrDefault("oid", "0")));
        List<Step> steps = Boolean.parseBoolean(input.get("dump_first"))
                ? List.of(new DumpKept(ground, kept), forget)
                : List.of(forget);
        return new Plan(FLOW, target.home(), runId, steps, List.of(), input, ground);
    }
}
