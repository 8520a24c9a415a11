package hikae.status.check.dumps;

import hikae.backup.dumps.BackupFolder;
import hikae.status.check.Check;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.List;
import java.util.Optional;

/** The links to the latest dump lead to one. A setup may do without them. */
public final class LatestLinks implements Check {
    @Override
    public String id() {
        return "latest";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        List<BackupFolder.Link> links = snapshot.folder().links();
        if (links.isEmpty() || !snapshot.disk().there()) {
            return Optional.empty();
        }
        return Optional.of(links.stream()
                .filter(link -> !link.leads())
                .findFirst()
                .map(link -> Finding.warning(Problem.of("status-latest", link.path())))
                .orElseGet(() -> Finding.ok(Message.of("status.latest"))));
    }
}
