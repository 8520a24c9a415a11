package hikae.status.check.dumps;

import hikae.status.check.Check;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.nio.file.Path;
import java.util.Optional;

/** The directory of the dumps is there, and it is the one that the container writes into. */
public final class FolderInPlace implements Check {
    @Override
    public String id() {
        return "folder";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        Path directory = snapshot.folder().directory();
        if (!snapshot.disk().there()) {
            return Optional.of(Finding.no(Problem.of("status-folder-missing", directory)));
        }
        return Optional.of(
                snapshot.isFolderAnother()
                        ? Finding.no(Problem.of("status-folder-another", directory))
                        : Finding.ok(Message.of("status.folder", directory)));
    }
}
