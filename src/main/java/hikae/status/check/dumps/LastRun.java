package hikae.status.check.dumps;

import hikae.backup.container.ScheduleGuard;
import hikae.status.check.Check;
import hikae.status.look.ContainerProbe;
import hikae.status.look.Scheduler;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.Problem;
import java.time.Instant;
import java.util.Optional;

/** How the last scheduled run ended, by the scheduler's own word; a backup made by hand does not count there. */
public final class LastRun implements Check {
    @Override
    public String id() {
        return "last-run";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        return snapshot.inside().flatMap(ContainerProbe::scheduler).map(scheduler -> judged(snapshot, scheduler));
    }

    private static Finding judged(StatusSnapshot snapshot, Scheduler scheduler) {
        if (scheduler.exitStatus() != 0) {
            return failed(snapshot, scheduler);
        }
        if (scheduler.running()) {
            return Finding.ok(Message.of("status.run.now"));
        }
        return Finding.ok(scheduler
                .exitTime()
                .map(at -> Message.of("status.run", when(snapshot, at)))
                .orElseGet(() -> Message.of("status.run.none")));
    }

    /** Less than a fault where a good backup has been made since. */
    private static Finding failed(StatusSnapshot snapshot, Scheduler scheduler) {
        Instant at = scheduler.exitTime().orElse(Instant.MAX);
        boolean mended = snapshot.folder()
                .youngestGood()
                .filter(dump -> dump.made().isAfter(at))
                .isPresent();
        Message when = scheduler.exitTime().map(end -> when(snapshot, end)).orElseGet(() -> Message.literal("?"));
        if (!mended && scheduler.lastWords().startsWith(ScheduleGuard.SAYS)) {
            return Finding.no(Problem.of("status-run-held-back", when));
        }
        return mended
                ? Finding.warning(Problem.of("status-run-failed-before", when, scheduler.lastWords()))
                : Finding.no(Problem.of("status-run-failed", when, scheduler.lastWords()));
    }

    private static Message when(StatusSnapshot snapshot, Instant at) {
        return Moments.when(at.atZone(snapshot.now().getZone()));
    }
}
