package hikae.recovery.record;

import hikae.host.Files;
import hikae.recovery.run.LostClusterOptions;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunNotes;
import hikae.work.Journal;
import hikae.work.Runs;
import java.nio.file.Path;
import java.util.Optional;

/** What the records of a backup directory tell of restores after a cluster was lost. */
public final class LostRun {
    private LostRun() {}

    /**
     * One that could not go on and keeps Misskey off: the next restore takes over from it, if root or we have noted it.
     * One that was only killed is continued.
     */
    public static Optional<Journal.Record> stuck(Files files, Path home) {
        return Runs.unfinished(files, home)
                .flatMap(run -> Journal.own(files, run.folder()))
                .filter(run -> isStuck(files, run));
    }

    /** Whether a run is such a one. */
    public static boolean isStuck(Files files, Journal.Record run) {
        return LostClusterOptions.isLost(run.input())
                && run.back()
                && !new RunNotes(files, run.folder()).has(Note.SWITCHED_AT);
    }

    /** Where the latest that came to its end has put the data before. */
    public static Optional<Path> aside(Files files, Path home) {
        return Runs.all(files, home).stream()
                .filter(run -> LostClusterOptions.isLost(run.input()))
                .map(run -> RunNotes.past(files, run.folder()))
                .filter(notes -> notes.has(Note.SWITCHED_AT))
                .findFirst()
                .flatMap(notes -> notes.get(Note.DATA_ASIDE));
    }
}
