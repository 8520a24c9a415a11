package hikae.status.check;

import hikae.status.look.ContainerProbe;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Problem;
import java.util.Optional;

/**
 * The indexes were made with the sorting rules that the server has now. After another image they may be others; then an
 * index misses rows that are there, until it is rebuilt.
 */
public final class CollationSame implements Check {
    @Override
    public String id() {
        return "collation";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        return snapshot.inside()
                .flatMap(ContainerProbe::collation)
                .flatMap(versions -> snapshot.settings()
                        .map(settings -> Problem.of(
                                versions.now().equals("-") ? "status-collation-unknown" : "status-collation",
                                settings.database().name(),
                                versions.made(),
                                versions.now(),
                                settings.database().user())))
                .map(Finding::warning);
    }
}
