package hikae.recovery.plan;

import hikae.recovery.run.DamagedRecord;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.text.Message;
import hikae.work.Journal;
import hikae.work.Plan;

/** The plan of a run, made again from what its journal begins with. */
public final class RecordedPlan {
    private RecordedPlan() {}

    /**
     * The plan.
     *
     * @throws hikae.text.ProblemException {@code recovery-run-damaged} when the journal does not say all of it
     */
    public static Plan of(Journal.Record run) {
        try {
            return made(run);
        } catch (IllegalArgumentException e) { // also of an invalid path or number
            throw DamagedRecord.at(run.folder(), Message.of("run.damaged.head", run.folder()));
        }
    }

    private static Plan made(Journal.Record run) {
        return switch (run.flow()) {
            case RecoveryFlow.REHEARSE -> RehearsePlan.made(RehearseRequest.of(run.input()), run.runId());
            case RecoveryFlow.WAKE -> StartDatabasePlan.made(RestoreTarget.of(run.input()), run.runId());
            case RecoveryFlow.FORGET -> ForgetPlan.made(ForgetRequest.of(run.input()), run.runId());
            case RecoveryFlow.UNDO -> RestorePlan.made(UndoRequest.of(run.input()), run.runId());
            default -> RestorePlan.made(RestoreRequest.of(run.input()), run.runId());
        };
    }
}
