package hikae.recovery;

import hikae.ask.Interview;
import hikae.host.Host;
import hikae.ui.FrontEnd;
import hikae.ui.Walk;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import hikae.work.Runner;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Doing a plan of a recovery, and taking up one that was interrupted.
 *
 * @param host the server
 * @param face whoever watches
 * @param home the backup directory
 */
record Work(Host host, FrontEnd face, Path home) {
    /** The pages with the typed name, then what will be done, then it is done; Esc goes back one at a time. */
    Optional<ExitCode> walk(Interview interview, Plan plan) {
        while (true) {
            Walk walked = face.conduct(interview);
            if (walked != Walk.ON) {
                return walked == Walk.BACK ? Optional.empty() : Optional.of(ExitCode.LEFT);
            }
            Walk approved = face.approve(Preview.of(plan));
            if (approved != Walk.BACK) {
                return Optional.of(approved == Walk.ON ? follow(plan) : ExitCode.LEFT);
            }
        }
    }

    /** Does it to its end, then shows what came of it. */
    ExitCode follow(Plan plan) {
        RestoredPlaces.remember(host, plan.home());
        Run run = new Runner(host).start(plan);
        if (face.follow(run) == Walk.LEAVE && !run.isOver()) {
            return ExitCode.LEFT;
        }
        Report report = new RestoreReport(host).of(run);
        face.show(report);
        return report.exit();
    }

    /** Watches a run that another process does, or takes up one that was interrupted; empty when there is none. */
    Optional<ExitCode> takeUp() {
        return new TakeUp(host, face, home).first();
    }
}
