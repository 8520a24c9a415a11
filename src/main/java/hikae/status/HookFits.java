package hikae.status;

import hikae.text.Finding;
import java.util.Optional;

/** The container can be started with its hook; nothing is said where it can. */
final class HookFits implements Check {
    @Override
    public String id() {
        return "hook";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        return seen.hookless().map(Finding::no);
    }
}
