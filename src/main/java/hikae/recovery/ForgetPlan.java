package hikae.recovery;

import hikae.work.Plan;
import hikae.work.Step;
import java.util.List;

/** Letting go of a kept database, as steps; pure. */
final class ForgetPlan {
    private ForgetPlan() {}

    /** The steps. */
    static Plan made(ForgetRequest request, String runId) {
        Ground ground = new Ground(request.target(), runId, false);
        Forget forget = new Forget(ground, request.kept(), request.oid());
        List<Step> steps =
                request.dumpFirst() ? List.of(new DumpKept(ground, request.kept()), forget) : List.of(forget);
        return new Plan(RecoveryFlow.FORGET, ground.target().home(), runId, steps, List.of(), request.input(), ground);
    }
}
