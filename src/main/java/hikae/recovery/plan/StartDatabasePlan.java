package hikae.recovery.plan;

import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.RunContext;
import hikae.recovery.step.Wake;
import hikae.work.Plan;
import hikae.work.Step;
import java.util.List;

/** Starting a database that only does not run: what comes before any thought of its data being lost; pure. */
public final class StartDatabasePlan {
    private StartDatabasePlan() {}

    /** The one step. */
    public static Plan made(RestoreTarget target, String runId) {
        Step step = new Wake(new RunContext(target, runId, false));
        return new Plan(RecoveryFlow.WAKE, target.home(), runId, List.of(step), target.input());
    }
}
