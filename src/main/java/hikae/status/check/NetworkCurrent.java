package hikae.status.check;

import hikae.host.Docker;
import hikae.instance.Instance;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.List;
import java.util.Optional;

/** The backup container is on the network that Misskey's database is on now: the same id, not only the same name. */
public final class NetworkCurrent implements Check {
    @Override
    public String id() {
        return "network";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        if (snapshot.settings().isEmpty() || snapshot.engine().isPresent()) {
            return Optional.empty();
        }
        String network = snapshot.settings().get().database().network();
        Optional<String> id =
                Optional.ofNullable(snapshot.directory().service().networkIds().get(network));
        if (id.isEmpty() && !snapshot.instance().filter(Instance::isLive).isPresent()) {
            return Optional.empty(); // Misskey is down and its network with it: its own line says so
        }
        if (id.isEmpty()) {
            return Optional.of(Finding.no(Problem.of("status-network-gone", network)));
        }
        if (!isDatabaseOn(snapshot.instance(), id.get())) {
            return Optional.of(Finding.no(Problem.of("status-network-other", network, networks(snapshot))));
        }
        if (snapshot.isOffNetwork()) {
            String container = snapshot.container().orElseThrow().name();
            return Optional.of(Finding.no(Problem.of("status-network-stale", container, network)));
        }
        return snapshot.running().map(container -> Finding.ok(Message.of("status.network", network)));
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

    private static String networks(StatusSnapshot snapshot) {
        return String.join(
                ", ",
                attached(snapshot.instance()).stream()
                        .map(Docker.Attachment::network)
                        .toList());
    }
}
