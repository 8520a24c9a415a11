package hikae.recovery;

import hikae.host.Files;
import hikae.work.Journal;
import hikae.work.Runs;
import java.nio.file.Path;
import java.util.Optional;

/** What the records of a backup directory tell of restores after a cluster was lost. */
final class LostRun {
    private LostRun() {}

    /**
     * One that could not go on and keeps Misskey off: the next restore takes over from it, if root or we have noted it.
     * One that was only killed is continued.
     */
    static Optional<Journal.Record> stuck(Files files, Path home) {
        return Runs.unfinished(files, home)
                .flatMap(run -> Journal.own(files, run.folder()))
                .filter(run -> isStuck(files, run));
    }

    /** Whether a run is such a one. */
    static boolean isStuck(Files files, Journal.Record run) {
        return LostOptions.isLost(run.input()) && run.back() && !new Notes(files, run.folder()).has(Note.SWITCHED_AT);
    }

    /** Where the latest that came to its end has put the data before. */
    static Optional<Path> aside(Files files, Path home) {
        return Runs.all(files, home).stream()
                .filter(run -> LostOptions.isLost(run.input()))
                .map(run -> Notes.past(files, run.folder()))
                .filter(notes -> notes.has(Note.SWITCHED_AT))
                .findFirst()
                .flatMap(notes -> notes.get(Note.DATA_ASIDE));
    }
}
