package hikae.recovery;

import hikae.work.Plan;
import hikae.work.Step;
import java.util.List;
import java.util.Optional;

/** A rehearsal as steps: the very load and checks of a restore, against a throwaway server; pure. */
final class RehearsePlan {
    private RehearsePlan() {}

    /** The steps. */
    static Plan made(RehearseRequest request, String runId) {
        Ground ground = new Ground(request.target(), runId, true);
        List<Step> steps = List.of(
                new Pin(ground, request.dump(), Optional.empty()),
                new StartServer(ground, request.image(), request.dataDirectory()),
                new MakeRoles(ground),
                new Load(ground, false),
                new CheckLoaded(ground, false),
                new Conclude(ground),
                new RemoveServer(ground));
        return new Plan(
                RecoveryFlow.REHEARSE,
                ground.target().home(),
                runId,
                steps,
                List.of(new RemoveServer(ground)),
                request.input(),
                ground);
    }
}
