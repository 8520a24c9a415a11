package hikae.status;

import hikae.instance.Instance;
import hikae.instance.Service;
import hikae.text.Finding;
import hikae.text.Problem;
import java.util.Optional;

/** The database's own health check does not fail; nothing is said where it does not, or where there is none. */
final class DatabaseHealthy implements Check {
    @Override
    public String id() {
        return "database-health";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        return seen.instance()
                .filter(Instance::isLive) // one that was stopped keeps what it said last
                .map(Instance::database)
                .flatMap(Service::container)
                .filter(MisskeyServes::isSick)
                .map(database -> Finding.warning(Problem.of("status-database-unhealthy", database.name())));
    }
}
