package hikae.status;

import hikae.backup.settings.BackupLayout;
import hikae.recovery.NextMove;
import hikae.status.check.NoneUnfinished;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Problem;
import java.util.Optional;
import java.util.Set;

/**
 * Whose advice comes first: while a restore is not at its end, or the database has lost its data, all else is still
 * said, but nothing is advised that would act against it.
 */
final class Precedence {
    private static final Set<String> FIRST = Set.of("records", NoneUnfinished.ID);

    /** What they advise is right at any time; some are said only of a restore that is not at its end. */
    private static final Set<String> HARMLESS =
            Set.of("status-modes", "status-container-paused", "status-container-later", "status-database-paused");

    /** They advise a backup of what is left, or to drop what may be all that there is. */
    private static final Set<String> WASTEFUL =
            Set.of("status-run-failed", "status-newest-bad", "status-latest", "status-kept");

    /** The restore itself cannot go on or back without its database. */
    private static final Set<String> NEEDED = Set.of("database-stopped", "status-data-gone", "status-database-apart");

    private Precedence() {}

    /** The same finding, with advice that may be followed now. */
    static Finding of(String check, Finding finding, StatusSnapshot snapshot) {
        return finding.problem()
                .filter(problem -> !FIRST.contains(check))
                .flatMap(problem -> instead(problem, snapshot))
                .map(id -> new Finding(
                        finding.level(),
                        finding.what(),
                        Optional.of(Problem.of(
                                id, finding.what(), snapshot.directory().path(BackupLayout.PASSWORD))),
                        finding.suspect(),
                        finding.proof()))
                .orElse(finding);
    }

    private static Optional<String> instead(Problem problem, StatusSnapshot snapshot) {
        boolean ofDocker = snapshot.engine().filter(problem::equals).isPresent(); // nothing goes without
        if (ofDocker || HARMLESS.contains(problem.id())) {
            return Optional.empty();
        }
        if (snapshot.recoveries().isRunning()) {
            return Optional.of("status-while-restoring");
        }
        if (snapshot.recoveries().unfinished().isPresent()) {
            return interrupted(problem.id(), snapshot.recoveries().next());
        }
        boolean wasteful = snapshot.shrunk().isPresent() && WASTEFUL.contains(problem.id());
        return wasteful ? Optional.of("status-while-shrunk") : Optional.empty();
    }

    /** Of a lost cluster the data is gone because it is being replaced: that goes on by itself. */
    private static Optional<String> interrupted(String problem, NextMove next) {
        if (NEEDED.contains(problem) && next != NextMove.AGAIN) {
            return Optional.empty();
        }
        return Optional.of(problem.equals("status-login") ? "status-login-restoring" : "status-before-restored");
    }
}
