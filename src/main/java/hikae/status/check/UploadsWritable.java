package hikae.status.check;

import hikae.instance.Uploads;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import java.util.Optional;

/** Misskey can write where it puts what is uploaded; nothing is said where it can, or where it cannot be seen. */
public final class UploadsWritable implements Check {
    @Override
    public String id() {
        return "uploads";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        return snapshot.uploads().flatMap(Uploads::problem).map(Finding::warning);
    }
}
