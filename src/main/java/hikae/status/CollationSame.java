package hikae.status;

import hikae.text.Finding;
import hikae.text.Problem;
import java.util.Optional;

/**
 * The indexes were made with the sorting rules that the server has now. After another image they may be others; then an
 * index misses rows that are there, until it is made anew.
 */
final class CollationSame implements Check {
    @Override
    public String id() {
        return "collation";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        return seen.inside()
                .flatMap(Inside::collation)
                .flatMap(versions -> seen.settings()
                        .map(settings -> Problem.of(
                                versions.now().equals("-") ? "status-collation-unknown" : "status-collation",
                                settings.database().name(),
                                versions.made(),
                                versions.now(),
                                settings.database().user())))
                .map(Finding::warning);
    }
}
