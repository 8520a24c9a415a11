package hikae.status;

import hikae.backup.Dump;
import hikae.text.Finding;
import hikae.work.ExitCode;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What was seen and what is to be said of it.
 *
 * @param seen everything that was looked at
 * @param checks the answers
 */
record Status(Seen seen, List<Checked> checks) {
    /** The verdict on this. */
    static Status of(Seen seen) {
        return new Status(seen, Checked.all(seen));
    }

    /** Those that say no. */
    List<Checked> reds() {
        return at(Finding.Level.NO);
    }

    /** Those that warn. */
    List<Checked> warnings() {
        return at(Finding.Level.WARNING);
    }

    /** Those that say no, behind a restore that is being done right now: it may be why they do. */
    List<Checked> urgent() {
        return reds().isEmpty()
                ? List.of()
                : checks.stream()
                        .filter(one -> one.finding().isNo()
                                || (one.id().equals(NoneUnfinished.ID)
                                        && one.finding().problem().isPresent()))
                        .toList();
    }

    private List<Checked> at(Finding.Level level) {
        return checks.stream().filter(one -> one.finding().level() == level).toList();
    }

    /** Done when nothing says no; a warning is no fault. */
    ExitCode exit() {
        return reds().isEmpty() ? ExitCode.DONE : ExitCode.CHECK_SAYS_NO;
    }

    /** The youngest dump that was read to its end and is good. */
    Optional<Dump> newestGood() {
        return seen.folder().youngestGood();
    }

    /** How old that is. */
    Optional<Duration> age() {
        return newestGood().map(dump -> Duration.between(dump.made(), seen.now().toInstant()));
    }

    /** When the next backup will be made, in the schedule's zone; empty where Docker says that nothing runs to make it. */
    Optional<ZonedDateTime> nextRun() {
        boolean off = seen.engine().isEmpty() && seen.running().isEmpty();
        return off
                ? Optional.empty()
                : seen.zone().flatMap(zone -> seen.schedule().flatMap(schedule -> schedule.next(seen.now())));
    }
}
