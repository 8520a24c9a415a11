package hikae.status;

import hikae.recovery.Damage;
import hikae.text.Finding;
import java.util.Optional;

/** The records of restores can be read: of one that cannot, nobody knows how far it came. */
final class RecordsReadable implements Check {
    @Override
    public String id() {
        return "records";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        return seen.recoveries().damaged().stream()
                .findFirst()
                .map(Damage::problem)
                .map(Finding::no);
    }
}
