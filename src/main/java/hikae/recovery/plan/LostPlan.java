package hikae.recovery.plan;

import hikae.recovery.run.LostClusterOptions;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RunContext;
import hikae.recovery.step.CheckLoaded;
import hikae.recovery.step.CheckWeb;
import hikae.recovery.step.DisableScheduler;
import hikae.recovery.step.DropEmpty;
import hikae.recovery.step.KeepMisskeyStopped;
import hikae.recovery.step.Load;
import hikae.recovery.step.MakeRoles;
import hikae.recovery.step.MoveData;
import hikae.recovery.step.Pin;
import hikae.recovery.step.PrepareBackupDirectory;
import hikae.recovery.step.RecordResult;
import hikae.recovery.step.RemoveContainers;
import hikae.recovery.step.ResumeScheduler;
import hikae.recovery.step.StartDatabase;
import hikae.recovery.step.StartWeb;
import hikae.recovery.step.SupersedeRun;
import hikae.recovery.step.Switch;
import hikae.recovery.step.Unpin;
import hikae.work.Plan;
import hikae.work.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A restore where there is no server to load into: its cluster is lost, or the host is new. An empty database has the
 * live name for a while, so nothing of Misskey may meet it; pure.
 */
final class LostPlan {
    private LostPlan() {}

    /** The plan of a run. */
    static Plan made(RestoreRequest request, LostClusterOptions options, RunContext context) {
        List<Step> steps = new ArrayList<>();
        if (options.newHome()) {
            steps.add(new PrepareBackupDirectory(context));
        }
        steps.add(new Pin(context, request.dump(), Optional.empty()));
        options.before().ifPresent(run -> steps.add(new SupersedeRun(context, run)));
        if (!options.newHome()) {
            steps.add(new DisableScheduler(context)); // a new server has no backups yet
        }
        steps.add(new RemoveContainers(context, options.newHome()));
        options.data().ifPresent(data -> steps.add(new MoveData(context, data)));
        steps.addAll(List.of(
                new StartDatabase(context),
                new MakeRoles(context),
                new Load(context, request.skipping()),
                new CheckLoaded(context, request.skipping()),
                new Switch(context, context.names().staging()),
                new StartWeb(context),
                new CheckWeb(context)));
        if (!options.newHome()) {
            steps.add(new ResumeScheduler(context));
        }
        steps.addAll(List.of(new DropEmpty(context), new Unpin(context), new RecordResult(context)));
        Step otherwise = new KeepMisskeyStopped(context, options.data().orElse(Path.of("-")));
        return new Plan(
                RecoveryFlow.RESTORE,
                context.target().home(),
                context.runId(),
                steps,
                List.of(otherwise),
                request.input(),
                context);
    }
}
