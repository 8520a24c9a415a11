package hikae.work;

import hikae.host.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The runs of a backup directory, by their journals. */
public final class Runs {
    private Runs() {}

    /** Where the folders of the runs are. */
    public static Path folder(Path home) {
        return home.resolve("hikae/runs");
    }

    /** The file that is locked as long as one of them is being done. */
    public static Path lock(Path home) {
        return home.resolve("hikae/lock");
    }

    /**
     * All of them, newest first; a folder without a readable head is left out.
     *
     * @throws hikae.text.ProblemException {@code journal-newer} when a newer Hikae was interrupted here
     */
    public static List<Journal.Record> all(Files files, Path home) {
        return files.list(folder(home)).stream()
                .flatMap(run -> Journal.read(files, run).stream())
                .sorted(Comparator.comparing(Journal.Record::startedAt)
                        .thenComparing(Journal.Record::runId)
                        .reversed())
                .toList();
    }

    /**
     * The newest run that neither came to its end nor was followed by one of the same flow that ended well; it was
     * interrupted, or the lock is held and it is being done.
     */
    public static Optional<Journal.Record> unfinished(Files files, Path home) {
        List<Journal.Record> all = all(files, home);
        for (int at = 0; at < all.size(); at++) {
            Journal.Record run = all.get(at);
            boolean done = all.subList(0, at).stream()
                    .anyMatch(later -> later.well() && later.flow().equals(run.flow()));
            if (!run.ended() && !done) {
                return Optional.of(run);
            }
        }
        return Optional.empty();
    }
}
