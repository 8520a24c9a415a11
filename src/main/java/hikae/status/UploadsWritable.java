package hikae.status;

import hikae.instance.Uploads;
import hikae.text.Finding;
import java.util.Optional;

/** Misskey can write where it puts what is uploaded; nothing is said where it can, or where it cannot be seen. */
final class UploadsWritable implements Check {
    @Override
    public String id() {
        return "uploads";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        return seen.uploads().flatMap(Uploads::problem).map(Finding::warning);
    }
}
