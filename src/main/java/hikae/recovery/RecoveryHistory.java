package hikae.recovery;

import hikae.host.Files;
import hikae.host.Holder;
import hikae.host.Host;
import hikae.recovery.record.PastRestore;
import hikae.recovery.record.Rehearsal;
import hikae.recovery.record.Situation;
import hikae.recovery.run.LostClusterOptions;
import hikae.recovery.run.Note;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RunNotes;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.work.Journal;
import hikae.work.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the records of a backup directory tell of recoveries: files only, no Docker. An unfinished one alone is looked at
 * from outside, too: what its records say is what was meant.
 *
 * @param rehearsal the last rehearsal that came to a verdict
 * @param unfinished a restore, or going back from one, that has not come to its end
 * @param holder who works on this backup directory right now
 * @param last the last restore, or going back from one, that gave the live database another place
 * @param paused whether the unfinished one has stopped the scheduled backups and will start them again, or may have
 * @param situation what the unfinished one has come to, looked at now; empty where there is none, or it is not ours
 * @param next what can be done with the unfinished one
 * @param damaged runs whose record cannot be read
 */
public record RecoveryHistory(
        Optional<Rehearsal> rehearsal,
        Optional<Journal.Record> unfinished,
        Optional<Holder> holder,
        Optional<PastRestore> last,
        boolean paused,
        Optional<Situation> situation,
        NextMove next,
        List<DamagedRuns> damaged) {
    /**
     * Looks.
     *
     * @throws hikae.text.ProblemException {@code journal-newer} when a newer Hikae was interrupted here
     */
    public static RecoveryHistory look(Host host, Path home) {
        Files files = host.files();
        Optional<Journal.Record> unfinished = unfinished(files, home);
        List<DamagedRuns> damaged = DamagedRuns.all(files, home, unfinished);
        Optional<Situation> situation = unfinished.flatMap(run -> Situation.of(host, run.folder()));
        return new RecoveryHistory(
                Rehearsal.last(files, home),
                unfinished,
                unfinished
                        .filter(run -> Runs.isBeingDone(files, home, run))
                        .flatMap(run -> files.holder(Runs.lock(home))),
                PastRestore.last(files, home),
                unfinished
                        .filter(run -> of(damaged, run).isPresent() || hasPaused(files, run))
                        .isPresent(),
                situation,
                unfinished.map(run -> next(files, run, situation)).orElse(NextMove.EITHER),
                damaged);
    }

    private static NextMove next(Files files, Journal.Record run, Optional<Situation> situation) {
        return situation.map(now -> NextMove.of(files, run, now.serves())).orElseGet(() -> NextMove.of(files, run));
    }

    private static Optional<DamagedRuns> of(List<DamagedRuns> damaged, Journal.Record run) {
        return damaged.stream().filter(one -> one.runId().equals(run.runId())).findFirst();
    }

    private static Optional<Journal.Record> unfinished(Files files, Path home) {
        return Runs.unfinished(files, home).filter(run -> RecoveryFlow.OF_DATABASES.contains(run.flow()));
    }

    /** Only the runs whose record cannot be read. */
    public static List<DamagedRuns> damaged(Files files, Path home) {
        return DamagedRuns.all(files, home, unfinished(files, home));
    }

    private static boolean hasPaused(Files files, Journal.Record run) {
        return new RunNotes(files, run.folder()).is(Note.SCHEDULER_RAN);
    }

    /** Whether the unfinished one is being done at this moment. */
    public boolean isRunning() {
        return unfinished.isPresent() && holder.isPresent();
    }

    /** Why the unfinished one can neither be continued nor taken back; empty where it can. */
    public Optional<Problem> obstacle() {
        return unfinished.flatMap(run -> of(damaged, run)).map(DamagedRuns::problem);
    }

    /** Whether the unfinished one starts the database itself: its cluster is lost, and what it puts there is not in place. */
    public boolean startsDatabase() {
        boolean pending = situation
                .filter(now -> now.serves() == Situation.Serves.SWITCHED)
                .isEmpty();
        return pending
                && unfinished
                        .filter(run -> LostClusterOptions.isLost(run.input()))
                        .isPresent();
    }

    /** What to type next, and what that does. */
    public Message advice() {
        return situation.map(now -> now.first(next.said())).orElseGet(next::said);
    }

    /** Whether Misskey answers, and which database has the live name, while one is unfinished. */
    public Message now() {
        return Message.of(
                "recovery.now",
                Message.of(
                        "recovery.now." + situation.map(Situation::misskeyWord).orElse("unseen")),
                Message.of("recovery.state.serves."
                        + situation.map(Situation::servesWord).orElse("unseen")));
    }
}
