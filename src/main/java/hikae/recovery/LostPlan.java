package hikae.recovery;

import hikae.work.Plan;
import hikae.work.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A restore where there is no server to load into: its cluster is lost, or the host is new. An empty database bears the
 * live name for a while, so nothing of Misskey may meet it; pure.
 */
final class LostPlan {
    private LostPlan() {}

    /** The plan of a run. */
    static Plan made(RestoreRequest request, LostOptions options, Ground ground) {
        List<Step> steps = new ArrayList<>();
        if (options.newHome()) {
            steps.add(new Settle(ground));
        }
        steps.add(new Pin(ground, request.dump(), Optional.empty()));
        options.before().ifPresent(run -> steps.add(new TakeOver(ground, run)));
        if (!options.newHome()) {
            steps.add(new Quiet(ground)); // a new server has no backups yet
        }
        steps.add(new TakeAway(ground, options.newHome()));
        options.data().ifPresent(data -> steps.add(new MoveData(ground, data)));
        steps.addAll(List.of(
                new StartDatabase(ground),
                new MakeRoles(ground),
                new Load(ground, request.skipping()),
                new CheckLoaded(ground, request.skipping()),
                new Switch(ground, ground.names().staging()),
                new StartWeb(ground),
                new CheckWeb(ground)));
        if (!options.newHome()) {
            steps.add(new ResumeScheduler(ground));
        }
        steps.addAll(List.of(new DropEmpty(ground), new Unpin(ground), new Conclude(ground)));
        Step otherwise = new StayOff(ground, options.data().orElse(Path.of("-")));
        return new Plan(
                RecoveryFlow.RESTORE,
                ground.target().home(),
                ground.runId(),
                steps,
                List.of(otherwise),
                request.input(),
                ground);
    }
}
