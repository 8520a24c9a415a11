package hikae.status.check;

import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import java.util.Optional;

/** compose.yml says all that a backup needs; said only when it does not. */
public final class SettingsReadable implements Check {
    @Override
    public String id() {
        return "compose";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        return snapshot.unreadable().map(Finding::no);
    }
}
