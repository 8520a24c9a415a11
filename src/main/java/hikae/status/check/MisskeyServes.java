package hikae.status.check;

import hikae.host.Docker;
import hikae.instance.Instance;
import hikae.instance.Service;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Misskey's own containers run and call themselves healthy; of a Misskey that serves nothing is said. During a restore
 * it is off for a reason, and without its database for another, which has a line of its own.
 */
public final class MisskeyServes implements Check {
    @Override
    public String id() {
        return "misskey";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        boolean restoring = snapshot.recoveries().unfinished().isPresent();
        return snapshot.instance()
                .filter(instance -> !restoring && instance.isLive())
                .flatMap(MisskeyServes::judged);
    }

    private static Optional<Finding> judged(Instance instance) {
        List<Docker.Container> containers = instance.misskey().stream()
                .map(Service::container)
                .flatMap(Optional::stream)
                .toList();
        String down = named(containers.stream().filter(one -> !one.isRunning()).toList());
        if (!down.isEmpty()) {
            return Optional.of(Finding.no(Problem.of("status-misskey-stopped", down, instance.directory())));
        }
        String sick = named(containers.stream().filter(MisskeyServes::isSick).toList());
        return sick.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(Problem.of("status-misskey-unhealthy", sick)));
    }

    /** Whether its own health check says so; one that is starting is given its time. */
    static boolean isSick(Docker.Container container) {
        return container.health().filter("unhealthy"::equals).isPresent();
    }

    private static String named(List<Docker.Container> containers) {
        return containers.stream()
                .map(one -> one.name() + " (" + state(one) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String state(Docker.Container container) {
        return container.isRunning() ? container.health().orElse("") : container.state();
    }
}
