package hikae.work;

import hikae.host.Files;
import hikae.host.Holder;
import hikae.host.ProcessMark;
import hikae.text.Message;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The runs of a backup directory, by their journals. */
public final class Runs {
    private static final Pattern NAME = Pattern.compile("\\d{8}-\\d{6}-[a-z-]+");
    private static final int BEFORE_FLOW = "yyyyMMdd-HHmmss-".length();

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
     * Whether a run is being done at this moment: the lock is held, and by the very process that works on it. The number
     * of one that was killed may be another's by now, and another run may hold the lock.
     */
    public static boolean isBeingDone(Files files, Path home, Journal.Record run) {
        return isBeingDone(files, home, run.by());
    }

    static boolean isBeingDone(Files files, Path home, Optional<ProcessMark> by) {
        if (!files.isLocked(lock(home))) {
            return false;
        }
        Optional<ProcessMark> holds = files.holder(lock(home)).flatMap(Holder::process);
        // an older Hikae says neither in the journal nor in the lock which process it is
        return by.equals(holds) && by.filter(ProcessMark::isGone).isEmpty();
    }

    /**
     * A run whose record cannot be read.
     *
     * @param folder where it is
     * @param flow which flow it was, by the folder's name
     * @param why what is wrong with it, as a sentence
     */
    public record Damaged(Path folder, String flow, Message why) {
        /** Its name. */
        public String runId() {
            return String.valueOf(folder.getFileName());
        }
    }

    /**
     * All of them, newest first; a folder whose journal cannot be read is left out.
     *
     * @throws ProblemException {@code journal-newer} when a newer Hikae was interrupted here
     */
    public static List<Journal.Record> all(Files files, Path home) {
        List<Journal.Record> all = new ArrayList<>();
        for (Path run : files.list(folder(home))) {
            try {
                Journal.read(files, run).ifPresent(all::add);
            } catch (ProblemException e) {
                if (e.problem().id().equals("journal-newer")) {
                    throw e;
                }
                // it is among the damaged ones
            }
        }
        all.sort(Comparator.comparing(Journal.Record::startedAt)
                .thenComparing(Journal.Record::runId)
                .reversed());
        return all;
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

    /**
     * Those of which cannot be told how far they came, newest first: the journal is gone, empty, torn or cannot be read.
     * One that was followed by one of the same flow that ended well does not matter any more.
     */
    public static List<Damaged> damaged(Files files, Path home) {
        List<Journal.Record> all = all(files, home);
        return files.list(folder(home)).stream()
                .filter(run -> NAME.matcher(String.valueOf(run.getFileName())).matches())
                .sorted(Comparator.reverseOrder())
                .flatMap(run -> damage(files, run).stream())
                .filter(run -> all.stream()
                        .noneMatch(later -> later.well()
                                && later.flow().equals(run.flow())
                                && later.runId().compareTo(run.runId()) > 0))
                .toList();
    }

    private static Optional<Damaged> damage(Files files, Path run) {
        String flow = String.valueOf(run.getFileName()).substring(BEFORE_FLOW);
        Path journal = run.resolve(Journal.FILE);
        try {
            Optional<Journal.Record> read = Journal.read(files, run);
            boolean begun = read.isEmpty() && files.list(run).stream().anyMatch(file -> !file.equals(journal));
            boolean holes = read.filter(record -> !record.ended() && record.damaged() > 0)
                    .isPresent();
            if (begun || holes) {
                String what = files.look(journal).isEmpty() ? "run.damaged.missing" : "run.damaged.lines";
                return Optional.of(new Damaged(run, flow, Message.of(what, journal)));
            }
            return Optional.empty(); // killed before its head was whole, it had done nothing
        } catch (ProblemException e) {
            return Optional.of(new Damaged(run, flow, e.problem().sentence()));
        }
    }
}
