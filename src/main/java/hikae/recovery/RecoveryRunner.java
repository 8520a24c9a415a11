package hikae.recovery;

import hikae.ask.Interview;
import hikae.flow.Session;
import hikae.recovery.record.RestoredPlaces;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import java.util.Optional;

/**
 * Doing a plan of a restore, or of going back from one.
 *
 * @param session the server, and whoever watches
 */
record RecoveryRunner(Session session) {
    /** The pages with the typed name, then what will be done, then it is done; Esc goes back one at a time. */
    Optional<ExitCode> walk(Interview interview, Plan plan) {
        return session.flow().ask(interview, () -> session.flow().approve(Preview.of(plan), () -> follow(plan)));
    }

    /** Does it to its end, then shows what came of it. */
    ExitCode follow(Plan plan) {
        RestoredPlaces.remember(session.host(), plan.home());
        return session.flow().follow(plan, new RestoreReport(session.host())::of);
    }
}
