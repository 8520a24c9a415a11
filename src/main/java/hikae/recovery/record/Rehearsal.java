package hikae.recovery.record;

import hikae.host.Files;
import hikae.recovery.run.Note;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RunNotes;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.Journal;
import hikae.work.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One rehearsal that came to a verdict, from its record; one that was interrupted is none.
 *
 * @param runId its run
 * @param dump the backup that was loaded; empty when not even that could be read
 * @param at when it passed; when it began where it failed
 * @param passed whether everything in the backup was there again
 * @param problem what went wrong
 */
public record Rehearsal(String runId, Optional<Path> dump, Instant at, boolean passed, Optional<Problem> problem) {
    /** After that a rehearsal says little about the backups of today. */
    public static final Duration GOOD_FOR = Duration.ofDays(90);

    /** The latest of a backup directory. */
    public static Optional<Rehearsal> last(Files files, Path home) {
        return files.list(Runs.folder(home)).stream()
                .filter(run -> String.valueOf(run.getFileName()).endsWith("-" + RecoveryFlow.REHEARSE))
                .sorted(Comparator.reverseOrder())
                .flatMap(run -> of(files, run).stream())
                .findFirst();
    }

    /** Whether there is a proof that need not be made again yet. */
    public static boolean isProved(Files files, Path home, Instant now) {
        return last(files, home).filter(one -> one.passed() && !one.isOld(now)).isPresent();
    }

    /** Whether it is too long ago. */
    public boolean isOld(Instant now) {
        return at.plus(GOOD_FOR).isBefore(now);
    }

    private static Optional<Rehearsal> of(Files files, Path folder) {
        RunNotes proved = RunNotes.proved(files, folder);
        String run = String.valueOf(folder.getFileName());
        Optional<Path> dump =
                proved.get(Note.DUMP).or(() -> RunNotes.past(files, folder).get(Note.DUMP));
        Optional<Instant> done = proved.get(Note.DONE_AT);
        if (done.isPresent()) {
            return Optional.of(new Rehearsal(run, dump, done.get(), true, Optional.empty()));
        }
        return read(files, folder)
                .filter(record -> record.problem().isPresent())
                .map(record -> new Rehearsal(run, dump, record.startedAt(), false, record.problem()));
    }

    /** One whose record cannot be read has come to no verdict. */
    private static Optional<Journal.Record> read(Files files, Path folder) {
        try {
            return Journal.read(files, folder);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
