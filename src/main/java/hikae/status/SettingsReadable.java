package hikae.status;

import hikae.text.Finding;
import java.util.Optional;

/** compose.yml says all that a backup needs; said only when it does not. */
final class SettingsReadable implements Check {
    @Override
    public String id() {
        return "compose";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        return seen.unreadable().map(Finding::no);
    }
}
