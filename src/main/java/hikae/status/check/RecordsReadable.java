package hikae.status.check;

import hikae.recovery.DamagedRuns;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import java.util.Optional;

/** The records of restores can be read: of one that cannot, nobody knows how far it came. */
public final class RecordsReadable implements Check {
    @Override
    public String id() {
        return "records";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        return snapshot.recoveries().damaged().stream()
                .findFirst()
                .map(DamagedRuns::problem)
                .map(Finding::no);
    }
}
