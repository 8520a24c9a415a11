package hikae.recovery;

import hikae.host.Files;
import hikae.recovery.plan.RecordedPlan;
import hikae.recovery.run.DamagedRecord;
import hikae.recovery.run.RunNotes;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.Journal;
import hikae.work.Runs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run whose record cannot be read: how far it came is not known any more. It is never taken for none, and there is a
 * way out.
 *
 * @param runId its name
 * @param problem what is wrong and what to do
 */
public record DamagedRuns(String runId, Problem problem) {
    /** Those of a backup directory, that of the unfinished run first. */
    static List<DamagedRuns> all(Files files, Path home, Optional<Journal.Record> unfinished) {
        List<DamagedRuns> all = new ArrayList<>();
        unfinished.flatMap(run -> of(files, run)).ifPresent(all::add);
        for (Runs.Damaged run : Runs.damaged(files, home)) {
            if (all.stream().noneMatch(one -> one.runId().equals(run.runId()))) {
                all.add(new DamagedRuns(
                        run.runId(), DamagedRecord.at(run.folder(), run.why()).problem()));
            }
        }
        return List.copyOf(all);
    }

    /** Whether the plan of a run cannot be made again from its record, or its notes cannot be read. */
    static Optional<DamagedRuns> of(Files files, Journal.Record run) {
        try {
            new RunNotes(files, run.folder()).all();
            RecordedPlan.of(run);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(new DamagedRuns(run.runId(), e.problem()));
        }
    }
}
