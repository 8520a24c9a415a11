package hikae.recovery;

import hikae.work.Plan;
import hikae.work.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A restore, or going back from one, as steps; pure. The same request gives the same plan, also after a kill. */
final class RestorePlan {
    private RestorePlan() {}

    /** Loads a dump beside the live database and gives it its place; or into a fresh server, where there is none. */
    static Plan made(RestoreRequest request, String runId) {
        return made(request, runId, HandedOn.nothing());
    }

    /**
     * The same.
     *
     * @param look who has looked, with a client that bears this run's id
     */
    static Plan made(RestoreRequest request, String runId, HandedOn look) {
        Ground ground = new Ground(request.target(), runId, false);
        return request.lost()
                .map(options -> LostPlan.made(request, options, ground))
                .orElseGet(() ->
                        plan(RecoveryFlow.RESTORE, ground, restoring(ground, request, look), request.input(), look));
    }

    /** Gives a kept database its place back. */
    static Plan made(UndoRequest request, String runId) {
        Ground ground = new Ground(request.target(), runId, false);
        HandedOn nobody = HandedOn.nothing();
        return plan(RecoveryFlow.UNDO, ground, switching(ground, request.kept()), request.input(), nobody);
    }

    private static Plan plan(String flow, Ground ground, List<Step> steps, Map<String, String> input, HandedOn look) {
        Plan.Tidying tidying = host -> Lent.removeClients(host, ground.target().home(), ground.runId(), look.held());
        List<Step> otherwise =
                List.of(new StartWeb(ground), new ResumeScheduler(ground), new DropStaging(ground), new Unpin(ground));
        return new Plan(flow, ground.target().home(), ground.runId(), steps, otherwise, input, tidying);
    }

    private static List<Step> restoring(Ground ground, RestoreRequest request, HandedOn look) {
        return Stream.concat(
                        Stream.<Step>of(
                                new Pin(ground, request.dump(), Optional.of(look)),
                                new MakeRoles(ground),
                                new Load(ground, request.skipping()),
                                new CheckLoaded(ground, request.skipping())),
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
