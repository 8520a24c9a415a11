package hikae.status.check.dumps;

import hikae.backup.dumps.Dump;
import hikae.host.Docker;
import hikae.status.check.Check;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * There is a good backup, and it is as young as the schedule promises. One that the newest dump's line has told to
 * be missing is not told twice.
 */
public final class BackupYoung implements Check {
    @Override
    public String id() {
        return "age";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        if (!snapshot.disk().there()
                || snapshot.shrunk().isPresent() // none is to be made now, and its own line says so
                || (snapshot.isFolderAnother() && snapshot.folder().dumps().isEmpty())) {
            return Optional.empty();
        }
        Optional<Dump> good = snapshot.folder().youngestGood();
        if (good.isEmpty()) {
            return snapshot.folder().dumps().isEmpty()
                    ? Optional.of(Finding.no(
                            Problem.of("status-no-backup", snapshot.folder().directory())))
                    : Optional.empty();
        }
        Instant made = good.get().made();
        Duration age = Duration.between(made, snapshot.now().toInstant());
        Message span = Moments.span(age.isNegative() ? Duration.ZERO : age);
        Optional<Instant> due = snapshot.zone()
                .flatMap(zone -> snapshot.active())
                .flatMap(schedule -> DueRun.before(schedule, snapshot.now(), since(snapshot)));
        return Optional.of(due.filter(made::isBefore)
                .map(run -> Finding.no(Problem.of(
                        "status-too-old",
                        span,
                        Moments.when(run.atZone(snapshot.now().getZone())))))
                .orElseGet(() ->
                        Finding.ok(Message.of("status.age", span, good.get().shown()))));
    }

    private static Instant since(StatusSnapshot snapshot) {
        return snapshot.running().map(Docker.Container::startedAt).orElse(Instant.EPOCH);
    }
}
