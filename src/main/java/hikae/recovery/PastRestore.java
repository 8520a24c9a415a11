package hikae.recovery;

import hikae.host.Files;
import hikae.work.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A restore, or going back from one, that switched the databases; from its notes.
 *
 * @param runId its run
 * @param flow which of the two
 * @param dump the backup that was restored; empty for going back
 * @param switched when the databases were switched
 * @param kept the name under which the one before was kept
 * @param offline how long Misskey was offline; empty when it did not run, or did not answer
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
    static Optional<PastRestore> last(Files files, Path home) {
        return files.list(Runs.folder(home)).stream()
                .sorted(Comparator.reverseOrder())
                .filter(run ->
                        flow(run).equals(RestorePlan.RESTORE) || flow(run).equals(RestorePlan.UNDO))
                .flatMap(run -> of(files, home, run).stream())
                .findFirst();
    }

    private static String flow(Path run) {
        return String.valueOf(run.getFileName()).replaceFirst("^\\d{8}-\\d{6}-", "");
    }

    private static Optional<PastRestore> of(Files files, Path home, Path folder) {
        Notes notes = new Notes(files, folder);
        String run = String.valueOf(folder.getFileName());
        return notes.get(Switch.AT)
                .map(Instant::parse)
                .map(at -> new PastRestore(
                        run,
                        flow(folder),
                        notes.get("dump").map(Path::of),
                        at,
                        Names.of(run, home).kept(),
                        offline(notes),
                        toSwitch(notes)));
    }

    /** From stopping Misskey to its first answer. */
    static Optional<Duration> offline(Notes notes) {
        return between(notes, StopWeb.SINCE, CheckWeb.ONLINE);
    }

    /** The promise: a few seconds, whatever the size; Misskey's own start is shown apart. */
    static Optional<Duration> toSwitch(Notes notes) {
        return between(notes, StopWeb.SINCE, Switch.AT);
    }

    private static Optional<Duration> between(Notes notes, String from, String to) {
        Optional<Instant> begin = notes.get(from).map(Instant::parse);
        return notes.get(to).map(Instant::parse).flatMap(end -> begin.map(start -> Duration.between(start, end)));
    }
}
