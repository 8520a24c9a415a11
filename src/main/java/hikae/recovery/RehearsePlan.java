package hikae.recovery;

import hikae.work.Plan;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rehearsal as steps: the very load and checks of a restore, against a throwaway server; pure. */
public final class RehearsePlan {
    /** The flow's name. */
    static final String FLOW = "rehearse";

    private RehearsePlan() {}

    /**
     * The steps.
     *
     * @param image the image of the live database
     * @param dataDirectory where that image keeps its data
     */
    static Plan of(Target target, Path dump, String image, String dataDirectory, Instant now) {
        return made(target, dump, image, dataDirectory, Plan.runIdAt(now, FLOW));
    }

    /** The plan of a run that was interrupted. */
    static Plan again(String runId, Map<String, String> input) {
        return made(
                Target.of(input),
                Path.of(input.getOrDefault("dump", "")),
                input.getOrDefault("server_image", ""),
                input.getOrDefault("server_data", ""),
                runId);
    }

    private static Plan made(Target target, Path dump, String image, String dataDirectory, String runId) {
        Ground ground = new Ground(target, runId, true);
        Map<String, String> input = new LinkedHashMap<>(target.input());
        input.put("dump", dump.toString());
        input.put("server_image", image);
        input.put("server_data", dataDirectory);
        List<Step> steps = List.of(
                new Pin(ground, dump, Optional.empty()),
                new StartServer(ground, image, dataDirectory),
                new MakeRoles(ground),
                new Load(ground, false),
                new CheckLoaded(ground, false),
                new Conclude(ground),
                new RemoveServer(ground));
        return new Plan(FLOW, target.home(), runId, steps, List.of(new RemoveServer(ground)), input, ground);
    }
}
