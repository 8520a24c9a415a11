package hikae.recovery.plan;

import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RunContext;
import hikae.recovery.step.CheckLoaded;
import hikae.recovery.step.Load;
import hikae.recovery.step.MakeRoles;
import hikae.recovery.step.Pin;
import hikae.recovery.step.RecordResult;
import hikae.recovery.step.RemoveServer;
import hikae.recovery.step.StartServer;
import hikae.work.Plan;
import hikae.work.Step;
import java.util.List;
import java.util.Optional;

/** A rehearsal as steps: the very load and checks of a restore, against a throwaway server; pure. */
public final class RehearsePlan {
    private RehearsePlan() {}

    /** The steps. */
    public static Plan made(RehearseRequest request, String runId) {
        RunContext context = new RunContext(request.target(), runId, true);
        List<Step> steps = List.of(
                new Pin(context, request.dump(), Optional.empty()),
                new StartServer(context, request.image(), request.dataDirectory()),
                new MakeRoles(context),
                new Load(context, false),
                new CheckLoaded(context, false),
                new RecordResult(context),
                new RemoveServer(context));
        return new Plan(
                RecoveryFlow.REHEARSE,
                context.target().home(),
                runId,
                steps,
                List.of(new RemoveServer(context)),
                request.input(),
                context);
    }
}
