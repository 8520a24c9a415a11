package hikae.recovery;

import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Plan;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Starting a database that only does not run: what comes before any thought of its data being lost; pure. */
final class WakePlan {
    /** The flow's name. */
    static final String FLOW = "wake";

    private WakePlan() {}

    /** The one step. */
    static Plan of(Target target, Instant now) {
        return made(Plan.runIdAt(now, FLOW), target.input());
    }

    /** The plan of a run, from its journal's head. */
    static Plan made(String runId, Map<String, String> input) {
        Target target = Target.of(input);
        Step step = new Wake(new Ground(target, runId, false));
        return new Plan(FLOW, target.home(), runId, List.of(step), input);
    }

    /**
     * Starts it as it is and waits until it answers.
     *
     * @param ground where the run works
     */
    record Wake(Ground ground) implements Step {
        @Override
        public String id() {
            return "wake-database";
        }

        @Override
        public Say title() {
            return Say.of("step.wake-database");
        }

        @Override
        public List<Change> changes() {
            Target target = ground.target();
            return List.of(new Change.NoteChange(Say.of(
                    "step.wake-database.note",
                    target.misskey().databaseService(),
                    target.misskey().directory())));
        }

        @Override
        public void run(Host host, Progress progress) {
            Target target = ground.target();
            host.compose()
                    .start(target.composeProject(), List.of(target.misskey().databaseService()), progress::said);
            Login.await(host, ground);
            progress.found(Finding.ok(Say.of("recovery.database-answers")));
        }
    }
}
