package hikae.status;

import hikae.backup.ScheduleGuard;
import hikae.text.Finding;
import hikae.text.Moments;
import hikae.text.Problem;
import hikae.text.Say;
import java.time.Instant;
import java.util.Optional;

/** How the last scheduled run ended, by the scheduler's own word; a backup made by hand does not count there. */
final class LastRun implements Check {
    @Override
    public String id() {
        return "last-run";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        return seen.inside().flatMap(Inside::scheduler).map(scheduler -> judged(seen, scheduler));
    }

    private static Finding judged(Seen seen, Scheduler scheduler) {
        if (scheduler.exitStatus() != 0) {
            return failed(seen, scheduler);
        }
        if (scheduler.running()) {
            return Finding.ok(Say.of("status.run.now"));
        }
        return Finding.ok(scheduler
                .exitTime()
                .map(at -> Say.of("status.run", when(seen, at)))
                .orElseGet(() -> Say.of("status.run.none")));
    }

    /** Less than a fault where a good backup has been made since. */
    private static Finding failed(Seen seen, Scheduler scheduler) {
        Instant at = scheduler.exitTime().orElse(Instant.MAX);
        boolean mended = seen.folder()
                .youngestGood()
                .filter(dump -> dump.made().isAfter(at))
                .isPresent();
        Say when = scheduler.exitTime().map(end -> when(seen, end)).orElseGet(() -> Say.literal("?"));
        if (!mended && scheduler.lastWords().startsWith(ScheduleGuard.SAYS)) {
            return Finding.no(Problem.of("status-run-held-back", when));
        }
        return mended
                ? Finding.warning(Problem.of("status-run-failed-before", when, scheduler.lastWords()))
                : Finding.no(Problem.of("status-run-failed", when, scheduler.lastWords()));
    }

    private static Say when(Seen seen, Instant at) {
        return Moments.when(at.atZone(seen.now().getZone()));
    }
}
