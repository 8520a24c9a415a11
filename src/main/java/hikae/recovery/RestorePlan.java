package hikae.recovery;

import hikae.work.Plan;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A restore, or going back from one, as steps; pure. The same input gives the same plan, also after a kill. */
public final class RestorePlan {
    /** The flow of a restore. */
    static final String RESTORE = "restore";

    /** The flow of going back. */
    static final String UNDO = "undo";

    /** What the input says when constraints that the rows contradict are left out. */
    static final String SKIPPING = "skip_broken_constraints";

    private static final String OTHER_INSTANCE = "other_instance";

    private RestorePlan() {}

    /**
     * Loads this dump beside the live database and gives it its place.
     *
     * @param wishes what of {@link #wishes} the operator wants
     * @param look who has looked, with a client that bears this run's id
     */
    static Plan restore(Target target, Path dump, Map<String, String> wishes, String runId, HandedOn look) {
        Map<String, String> input = new LinkedHashMap<>(target.input());
        input.putAll(wishes);
        input.put("dump", dump.toString());
        return made(RESTORE, runId, input, look);
    }

    /** The same where nobody has looked. */
    static Plan restore(Target target, Path dump, Map<String, String> wishes, Instant now) {
        return restore(target, dump, wishes, Plan.runIdAt(now, RESTORE), HandedOn.nothing());
    }

    /** What among the answers changes how a dump is loaded. */
    static Map<String, String> wishes(Map<String, String> answers) {
        return isSkipping(answers) ? Map.of(SKIPPING, "yes") : Map.of();
    }

    /** Gives a kept database its place back. */
    static Plan undo(Target target, String kept, Instant now) {
        Map<String, String> input = new LinkedHashMap<>(target.input());
        input.put("kept", kept);
        return made(UNDO, Plan.runIdAt(now, UNDO), input);
    }

    /** The same on a fresh directory, because the cluster is lost; its data is set aside. */
    static Plan lost(Target target, Path dump, LostPlan.Way way, Map<String, String> wishes, Instant now) {
        Map<String, String> input = new LinkedHashMap<>(target.input());
        input.putAll(wishes);
        input.put("dump", dump.toString());
        way.into(input);
        return made(RESTORE, Plan.runIdAt(now, RESTORE), input);
    }

    /** The plan of a run, from its journal's head. */
    static Plan made(String flow, String runId, Map<String, String> input) {
        return made(flow, runId, input, HandedOn.nothing());
    }

    private static Plan made(String flow, String runId, Map<String, String> input, HandedOn look) {
        Target target = Target.of(input);
        Ground ground = new Ground(target, runId, false);
        if (LostPlan.isLost(input)) {
            return LostPlan.made(ground, runId, input);
        }
        List<Step> steps = flow.equals(RESTORE)
                ? restoring(ground, Path.of(input.getOrDefault("dump", "")), isSkipping(input), look)
                : switching(ground, input.getOrDefault("kept", ""));
        Plan.Tidying tidying = host -> Lent.removeClients(host, ground, look.held());
        List<Step> otherwise =
                List.of(new StartWeb(ground), new ResumeScheduler(ground), new DropStaging(ground), new Unpin(ground));
        return new Plan(flow, target.home(), runId, steps, otherwise, input, tidying);
    }

    /** Whether the answers say that a backup of another instance is wanted; nothing is lost by it. */
    static boolean isAnyInstance(Map<String, String> answers) {
        return answers.getOrDefault(OTHER_INSTANCE, "").equals("yes");
    }

    /** Whether constraints that the rows contradict are left out. */
    static boolean isSkipping(Map<String, String> input) {
        return input.getOrDefault(SKIPPING, "").equals("yes");
    }

    private static List<Step> restoring(Ground ground, Path dump, boolean skipping, HandedOn look) {
        return Stream.concat(
                        Stream.<Step>of(
                                new Pin(ground, dump, Optional.of(look)),
                                new MakeRoles(ground),
                                new Load(ground, skipping),
                                new CheckLoaded(ground, skipping)),
                        switching(ground, ground.names().staging()).stream())
                .toList();
    }

    private static List<Step> switching(Ground ground, String incoming) {
        return List.of(
                new PauseScheduler(ground),
                new StopWeb(ground),
                new Switch(ground, incoming),
                new StartWeb(ground),
                new CheckWeb(ground),
                new ResumeScheduler(ground),
                new Unpin(ground),
                new Conclude(ground));
    }
}
