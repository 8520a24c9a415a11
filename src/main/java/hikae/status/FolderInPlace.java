package hikae.status;

import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.nio.file.Path;
import java.util.Optional;

/** The directory of the dumps is there, and it is the one that the container writes into. */
final class FolderInPlace implements Check {
    @Override
    public String id() {
        return "folder";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        Path directory = seen.folder().directory();
        if (!seen.disk().there()) {
            return Optional.of(Finding.no(Problem.of("status-folder-missing", directory)));
        }
        return Optional.of(
                seen.isFolderAnother()
                        ? Finding.no(Problem.of("status-folder-another", directory))
                        : Finding.ok(Say.of("status.folder", directory)));
    }
}
