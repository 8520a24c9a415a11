package hikae.status;

import hikae.backup.BackupFolder;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.util.List;
import java.util.Optional;

/** The links to the latest dump lead to one. A setup may do without them. */
final class LatestLinks implements Check {
    @Override
    public String id() {
        return "latest";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        List<BackupFolder.Link> links = seen.folder().links();
        if (links.isEmpty() || !seen.disk().there()) {
            return Optional.empty();
        }
        return Optional.of(links.stream()
                .filter(link -> !link.leads())
                .findFirst()
                .map(link -> Finding.warning(Problem.of("status-latest", link.path())))
                .orElseGet(() -> Finding.ok(Say.of("status.latest"))));
    }
}
