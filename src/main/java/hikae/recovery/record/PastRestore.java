package hikae.recovery.record;

import hikae.host.Files;
import hikae.recovery.run.Downtime;
import hikae.recovery.run.Note;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RunNotes;
import hikae.recovery.server.Names;
import hikae.work.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A restore, or going back from one, that switched the databases; from its notes.
 *
 * @param runId its run
 * @param flow which of the two
 * @param dump the backup that was restored; empty for going back
 * @param switched when the databases were switched
 * @param kept the name under which the one before was kept
 * @param offline how long Misskey did not answer; empty when it had not answered before, or was not seen to afterwards
 * @param toSwitch from stopping Misskey to the switch
 */
public record PastRestore(
        String runId,
        String flow,
        Optional<Path> dump,
        Instant switched,
        String kept,
        Optional<Duration> offline,
        Optional<Duration> toSwitch) {

    /** The latest of a backup directory. */
    public static Optional<PastRestore> last(Files files, Path home) {
        return all(files, home).findFirst();
    }

    /** The one that kept the database of this name: going back to that is to undo this one. */
    public static Optional<PastRestore> ofKept(Files files, Path home, String kept) {
        return all(files, home).filter(one -> one.kept().equals(kept)).findFirst();
    }

    /** All of a backup directory, the latest first. */
    static Stream<PastRestore> all(Files files, Path home) {
        return files.list(Runs.folder(home)).stream()
                .sorted(Comparator.reverseOrder())
                .filter(run ->
                        flow(run).equals(RecoveryFlow.RESTORE) || flow(run).equals(RecoveryFlow.UNDO))
                .flatMap(run -> of(files, home, run).stream());
    }

    private static String flow(Path run) {
        return String.valueOf(run.getFileName()).replaceFirst("^\\d{8}-\\d{6}-", "");
    }

    private static Optional<PastRestore> of(Files files, Path home, Path folder) {
        RunNotes notes = RunNotes.past(files, folder);
        String run = String.valueOf(folder.getFileName());
        return notes.get(Note.SWITCHED_AT)
                .map(at -> new PastRestore(
                        run,
                        flow(folder),
                        notes.get(Note.DUMP),
                        at,
                        Names.of(run, home).kept(),
                        Downtime.whole(notes),
                        Downtime.toSwitch(notes)));
    }
}
