package hikae.status;

import hikae.text.Finding;
import hikae.text.Say;
import java.util.Optional;

/** Says where nothing looks at the database before a scheduled backup: no fault, as it was set up so. */
final class ScheduleGuarded implements Check {
    @Override
    public String id() {
        return "guard";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        return seen.running()
                .filter(container -> !seen.isGuarded())
                .map(container -> Finding.ok(Say.of("status.unguarded", container.name())));
    }
}
