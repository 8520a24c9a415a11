package hikae.recovery;

import hikae.host.Files;
import hikae.host.Holder;
import hikae.work.Journal;
import hikae.work.Runs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What the records of a backup directory tell of recoveries: files only, no Docker.
 *
 * @param rehearsal the last rehearsal that came to a verdict
 * @param unfinished a restore, or going back from one, that has not come to its end
 * @param holder who works on this backup directory right now
 * @param last the last restore, or going back from one, that gave the live database another place
 * @param paused whether the unfinished one has stopped the scheduled backups and will start them again
 */
public record Recoveries(
        Optional<Rehearsal> rehearsal,
        Optional<Journal.Record> unfinished,
        Optional<Holder> holder,
        Optional<PastRestore> last,
        boolean paused) {
    private static final Set<String> FLOWS = Set.of(RestorePlan.RESTORE, RestorePlan.UNDO, ForgetPlan.FLOW);

    /**
     * Looks.
     *
     * @throws hikae.text.ProblemException {@code journal-newer} when a newer Hikae was interrupted here
     */
    public static Recoveries look(Files files, Path home) {
        Optional<Journal.Record> unfinished = Runs.unfinished(files, home).filter(run -> FLOWS.contains(run.flow()));
        return new Recoveries(
                Rehearsal.last(files, home),
                unfinished,
                files.holder(Runs.lock(home)).filter(holder -> files.isLocked(Runs.lock(home))),
                PastRestore.last(files, home),
                unfinished
                        .flatMap(run -> new Notes(files, run.folder()).get(PauseScheduler.RAN))
                        .filter("true"::equals)
                        .isPresent());
    }

    /** Whether the unfinished one is being done at this moment. */
    public boolean isRunning() {
        return unfinished.isPresent() && holder.isPresent();
    }

    /** Whether there has been a restore here, or is one: only then is there anything to go back to. */
    public boolean isAny() {
        return unfinished.isPresent() || last.isPresent();
    }
}
