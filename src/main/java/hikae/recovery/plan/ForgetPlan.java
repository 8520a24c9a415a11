package hikae.recovery.plan;

import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RunContext;
import hikae.recovery.step.DumpKept;
import hikae.recovery.step.Forget;
import hikae.work.Plan;
import hikae.work.Step;
import java.util.List;

/** Letting go of a kept database, as steps; pure. */
public final class ForgetPlan {
    private ForgetPlan() {}

    /** The steps. */
    public static Plan made(ForgetRequest request, String runId) {
        RunContext context = new RunContext(request.target(), runId, false);
        Forget forget = new Forget(context, request.kept(), request.oid());
        List<Step> steps =
                request.dumpFirst() ? List.of(new DumpKept(context, request.kept()), forget) : List.of(forget);
        return new Plan(
                RecoveryFlow.FORGET, context.target().home(), runId, steps, List.of(), request.input(), context);
    }
}
