package hikae.status.check;

import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import java.util.Optional;

/** One question about what was seen; pure. */
public interface Check {
    /** The stable name, as in {@code --json}. */
    String id();

    /**
     * The answer.
     *
     * @return empty where it cannot be told because of what another check says no to: one fault, one line
     */
    Optional<Finding> look(StatusSnapshot snapshot);
}
