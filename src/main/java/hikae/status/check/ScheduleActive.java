package hikae.status.check;

import hikae.backup.settings.BackupSettings;
import hikae.schedule.CronSchedule;
import hikae.schedule.ZoneChoice;
import hikae.status.look.ContainerProbe;
import hikae.status.look.Scheduler;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.util.Optional;

/** The schedule and the zone of compose.yml are ones the scheduler understands, and it has these and no others. */
public final class ScheduleActive implements Check {
    @Override
    public String id() {
        return "schedule";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        return snapshot.settings().map(settings -> judged(snapshot, settings.timing()));
    }

    private static Finding judged(StatusSnapshot snapshot, BackupSettings.Timing timing) {
        try {
            ZoneChoice zone = ZoneChoice.parse(timing.zone());
            CronSchedule schedule = CronSchedule.parse(timing.schedule());
            if (!schedule.corrections().isEmpty()) {
                return Finding.no(Problem.of("status-schedule-odd", timing.schedule(), schedule.text()));
            }
            Optional<Problem> judged = schedule.judge(snapshot.now(), zone.zone());
            if (judged.filter(problem -> problem.id().equals(CronSchedule.NEVER))
                    .isPresent()) {
                return Finding.no(judged.get());
            }
            return active(snapshot, timing)
                    .map(Finding::no)
                    .or(() -> judged.map(Finding::warning))
                    .orElseGet(() -> Finding.ok(Message.of(
                            snapshot.running().isPresent() ? "status.schedule" : "status.schedule.off",
                            schedule.words(zone.zone()))));
        } catch (ProblemException e) {
            return Finding.no(e.problem());
        }
    }

    /** What the container has instead; nothing to say of one that does not run. */
    private static Optional<Problem> active(StatusSnapshot snapshot, BackupSettings.Timing timing) {
        Optional<String> schedule =
                snapshot.inside().flatMap(ContainerProbe::scheduler).map(Scheduler::schedule);
        if (schedule.filter(active -> !active.equals(timing.schedule())).isPresent()) {
            return Optional.of(Problem.of("status-schedule-other", schedule.get(), timing.schedule()));
        }
        String zone = snapshot.variable("TZ");
        return schedule.isPresent() && !zone.equals(timing.zone())
                ? Optional.of(Problem.of("status-zone-other", zone, timing.zone()))
                : Optional.empty();
    }
}
