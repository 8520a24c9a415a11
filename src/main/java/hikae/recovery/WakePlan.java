package hikae.recovery;

import hikae.work.Plan;
import hikae.work.Step;
import java.util.List;

/** Starting a database that only does not run: what comes before any thought of its data being lost; pure. */
final class WakePlan {
    private WakePlan() {}

    /** The one step. */
    static Plan made(Target target, String runId) {
        Step step = new Wake(new Ground(target, runId, false));
        return new Plan(RecoveryFlow.WAKE, target.home(), runId, List.of(step), target.input());
    }
}
