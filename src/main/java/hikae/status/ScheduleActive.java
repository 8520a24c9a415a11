package hikae.status;

import hikae.backup.BackupSettings;
import hikae.schedule.CronSchedule;
import hikae.schedule.ZoneChoice;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Say;
import java.util.Optional;

/** The schedule and the zone of compose.yml are ones the scheduler understands, and it has these and no others. */
final class ScheduleActive implements Check {
    @Override
    public String id() {
        return "schedule";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        return seen.settings().map(settings -> judged(seen, settings.timing()));
    }

    private static Finding judged(Seen seen, BackupSettings.Timing timing) {
        try {
            ZoneChoice zone = ZoneChoice.parse(timing.zone());
            CronSchedule schedule = CronSchedule.parse(timing.schedule());
            if (!schedule.corrections().isEmpty()) {
                return Finding.no(Problem.of("status-schedule-odd", timing.schedule(), schedule.text()));
            }
            Optional<Problem> judged = schedule.judge(seen.now(), zone.zone());
            if (judged.filter(problem -> problem.id().equals(CronSchedule.NEVER))
                    .isPresent()) {
                return Finding.no(judged.get());
            }
            return active(seen, timing)
                    .map(Finding::no)
                    .or(() -> judged.map(Finding::warning))
                    .orElseGet(() -> Finding.ok(Say.of(
                            seen.running().isPresent() ? "status.schedule" : "status.schedule.off",
                            schedule.words(zone.zone()))));
        } catch (ProblemException e) {
            return Finding.no(e.problem());
        }
    }

    /** What the container has instead; nothing to say of one that does not run. */
    private static Optional<Problem> active(Seen seen, BackupSettings.Timing timing) {
        Optional<String> schedule = seen.inside().flatMap(Inside::scheduler).map(Scheduler::schedule);
        if (schedule.filter(active -> !active.equals(timing.schedule())).isPresent()) {
            return Optional.of(Problem.of("status-schedule-other", schedule.get(), timing.schedule()));
        }
        String zone = seen.variable("TZ");
        return schedule.isPresent() && !zone.equals(timing.zone())
                ? Optional.of(Problem.of("status-zone-other", zone, timing.zone()))
                : Optional.empty();
    }
}
