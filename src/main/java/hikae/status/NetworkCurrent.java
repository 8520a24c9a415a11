package hikae.status;

import hikae.host.Docker;
import hikae.instance.Instance;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.util.List;
import java.util.Optional;

/** The backup container is on the network that Misskey's database is on now: the same id, not only the same name. */
final class NetworkCurrent implements Check {
    @Override
    public String id() {
        return "network";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        if (seen.settings().isEmpty() || seen.engine().isPresent()) {
            return Optional.empty();
        }
        String network = seen.settings().get().database().network();
        Optional<String> id =
                Optional.ofNullable(seen.present().service().networkIds().get(network));
        if (id.isEmpty() && !seen.instance().filter(Instance::isLive).isPresent()) {
            return Optional.empty(); // Misskey is down and its network with it: its own line says so
        }
        if (id.isEmpty()) {
            return Optional.of(Finding.no(Problem.of("status-network-gone", network)));
        }
        if (!isDatabaseOn(seen.instance(), id.get())) {
            return Optional.of(Finding.no(Problem.of("status-network-other", network, networks(seen))));
        }
        if (seen.isOffNetwork()) {
            String container = seen.container().orElseThrow().name();
            return Optional.of(Finding.no(Problem.of("status-network-stale", container, network)));
        }
        return seen.running().map(container -> Finding.ok(Say.of("status.network", network)));
    }

    /** True where that cannot be known, because the database does not run. */
    private static boolean isDatabaseOn(Optional<Instance> instance, String id) {
        List<Docker.Attachment> attached = attached(instance);
        return attached.isEmpty()
                || attached.stream().anyMatch(at -> at.networkId().equals(id));
    }

    private static List<Docker.Attachment> attached(Optional<Instance> instance) {
        return instance.filter(Instance::isLive)
                .flatMap(one -> one.database().container())
                .map(Docker.Container::networks)
                .orElse(List.of());
    }

    private static String networks(Seen seen) {
        return String.join(
                ", ",
                attached(seen.instance()).stream()
                        .map(Docker.Attachment::network)
                        .toList());
    }
}
