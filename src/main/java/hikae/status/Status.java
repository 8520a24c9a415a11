package hikae.status;

import hikae.backup.dumps.Dump;
import hikae.status.check.NoneUnfinished;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.work.ExitCode;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What was seen and what is to be said of it.
 *
 * @param snapshot everything that was looked at
 * @param checks the answers
 */
public record Status(StatusSnapshot snapshot, List<CheckResult> checks) {
    /** The verdict on this. */
    public static Status of(StatusSnapshot snapshot) {
        return new Status(snapshot, CheckResult.all(snapshot));
    }

    /** Those that say no. */
    public List<CheckResult> reds() {
        return at(Finding.Level.NO);
    }

    /** Those that warn. */
    public List<CheckResult> warnings() {
        return at(Finding.Level.WARNING);
    }

    /** Those that say no, behind a restore that is being done right now: it may be why they do. */
    List<CheckResult> urgent() {
        return reds().isEmpty()
                ? List.of()
                : checks.stream()
                        .filter(one -> one.finding().isNo()
                                || (one.id().equals(NoneUnfinished.ID)
                                        && one.finding().problem().isPresent()))
                        .toList();
    }

    private List<CheckResult> at(Finding.Level level) {
        return checks.stream().filter(one -> one.finding().level() == level).toList();
    }

    /** Done when nothing says no; a warning is no fault. */
    ExitCode exit() {
        return reds().isEmpty() ? ExitCode.DONE : ExitCode.CHECK_SAYS_NO;
    }

    /** The youngest dump that was read to its end and is good. */
    Optional<Dump> newestGood() {
        return snapshot.folder().youngestGood();
    }

    /** How old that is. */
    Optional<Duration> age() {
        return newestGood()
                .map(dump -> Duration.between(dump.made(), snapshot.now().toInstant()));
    }

    /** When the next backup will be made, in the schedule's zone; empty where Docker says that nothing runs to make it. */
    public Optional<ZonedDateTime> nextRun() {
        boolean off = snapshot.engine().isEmpty() && snapshot.running().isEmpty();
        return off
                ? Optional.empty()
                : snapshot.zone()
                        .flatMap(zone -> snapshot.schedule().flatMap(schedule -> schedule.next(snapshot.now())));
    }
}
