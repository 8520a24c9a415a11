package hikae.status;

import hikae.backup.Dump;
import hikae.host.Docker;
import hikae.text.Finding;
import hikae.text.Moments;
import hikae.text.Problem;
import hikae.text.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * There is a good backup, and it is as young as the schedule promises. One that the newest dump's line has told to
 * be missing is not told twice.
 */
final class BackupYoung implements Check {
    @Override
    public String id() {
        return "age";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        if (!seen.disk().there()
                || seen.shrunk().isPresent() // none is to be made now, and its own line says so
                || (seen.isFolderAnother() && seen.folder().dumps().isEmpty())) {
            return Optional.empty();
        }
        Optional<Dump> good = seen.folder().youngestGood();
        if (good.isEmpty()) {
            return seen.folder().dumps().isEmpty()
                    ? Optional.of(Finding.no(
                            Problem.of("status-no-backup", seen.folder().directory())))
                    : Optional.empty();
        }
        Instant made = good.get().made();
        Duration age = Duration.between(made, seen.now().toInstant());
        Say span = Moments.span(age.isNegative() ? Duration.ZERO : age);
        Optional<Instant> due = seen.zone()
                .flatMap(zone -> seen.active())
                .flatMap(schedule -> DueRun.before(schedule, seen.now(), since(seen)));
        return Optional.of(due.filter(made::isBefore)
                .map(run -> Finding.no(Problem.of(
                        "status-too-old",
                        span,
                        Moments.when(run.atZone(seen.now().getZone())))))
                .orElseGet(
                        () -> Finding.ok(Say.of("status.age", span, good.get().shown()))));
    }

    private static Instant since(Seen seen) {
        return seen.running().map(Docker.Container::startedAt).orElse(Instant.EPOCH);
    }
}
