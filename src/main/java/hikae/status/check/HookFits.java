package hikae.status.check;

import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import java.util.Optional;

/** The container can be started with its hook; nothing is said where it can. */
public final class HookFits implements Check {
    @Override
    public String id() {
        return "hook";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        return snapshot.hookless().map(Finding::no);
    }
}
