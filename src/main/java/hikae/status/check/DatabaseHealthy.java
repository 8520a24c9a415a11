package hikae.status.check;

import hikae.instance.Instance;
import hikae.instance.Service;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Problem;
import java.util.Optional;

/** The database's own health check does not fail; nothing is said where it does not, or where there is none. */
public final class DatabaseHealthy implements Check {
    @Override
    public String id() {
        return "database-health";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        return snapshot.instance()
                .filter(Instance::isLive) // one that was stopped keeps what it said last
                .map(Instance::database)
                .flatMap(Service::container)
                .filter(MisskeyServes::isSick)
                .map(database -> Finding.warning(Problem.of("status-database-unhealthy", database.name())));
    }
}
