package hikae.recovery.plan;

import hikae.recovery.run.HelperContainers;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.SharedPsqlContainer;
import hikae.recovery.step.CheckLoaded;
import hikae.recovery.step.CheckWeb;
import hikae.recovery.step.DropStaging;
import hikae.recovery.step.Load;
import hikae.recovery.step.MakeRoles;
import hikae.recovery.step.PauseScheduler;
import hikae.recovery.step.Pin;
import hikae.recovery.step.RecordResult;
import hikae.recovery.step.ResumeScheduler;
import hikae.recovery.step.StartWeb;
import hikae.recovery.step.StopWeb;
import hikae.recovery.step.Switch;
import hikae.recovery.step.Unpin;
import hikae.work.Plan;
import hikae.work.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A restore, or going back from one, as steps; pure. The same request gives the same plan, also after a kill. */
public final class RestorePlan {
    private RestorePlan() {}

    /** Loads a dump beside the live database and gives it its place; or into a fresh server, where there is none. */
    public static Plan made(RestoreRequest request, String runId) {
        return made(request, runId, SharedPsqlContainer.nothing());
    }

    /**
     * The same.
     *
     * @param look who has looked, with a client that is labelled with this run's id
     */
    public static Plan made(RestoreRequest request, String runId, SharedPsqlContainer look) {
        RunContext context = new RunContext(request.target(), runId, false);
        return request.lost()
                .map(options -> LostPlan.made(request, options, context))
                .orElseGet(() ->
                        plan(RecoveryFlow.RESTORE, context, restoring(context, request, look), request.input(), look));
    }

    /** Gives a kept database its place back. */
    public static Plan made(UndoRequest request, String runId) {
        RunContext context = new RunContext(request.target(), runId, false);
        SharedPsqlContainer nobody = SharedPsqlContainer.nothing();
        return plan(RecoveryFlow.UNDO, context, switching(context, request.kept()), request.input(), nobody);
    }

    private static Plan plan(
            String flow, RunContext context, List<Step> steps, Map<String, String> input, SharedPsqlContainer look) {
        Plan.Tidying tidying =
                host -> HelperContainers.removeClients(host, context.target().home(), context.runId(), look.held());
        List<Step> otherwise = List.of(
                new StartWeb(context), new ResumeScheduler(context), new DropStaging(context), new Unpin(context));
        return new Plan(flow, context.target().home(), context.runId(), steps, otherwise, input, tidying);
    }

    private static List<Step> restoring(RunContext context, RestoreRequest request, SharedPsqlContainer look) {
        return Stream.concat(
                        Stream.<Step>of(
                                new Pin(context, request.dump(), Optional.of(look)),
                                new MakeRoles(context),
                                new Load(context, request.skipping()),
                                new CheckLoaded(context, request.skipping())),
                        switching(context, context.names().staging()).stream())
                .toList();
    }

    private static List<Step> switching(RunContext context, String incoming) {
        return List.of(
                new PauseScheduler(context),
                new StopWeb(context),
                new Switch(context, incoming),
                new StartWeb(context),
                new CheckWeb(context),
                new ResumeScheduler(context),
                new Unpin(context),
                new RecordResult(context));
    }
}
