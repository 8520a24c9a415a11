package hikae.instance.find;

import hikae.instance.compose.ComposeService;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which services of a project are Misskey, by evidence; never its database, a cache, a proxy or another neighbour.
 *
 * @param services those that are, the one that serves first; in doubt the likeliest one, if there is any
 * @param sure whether nobody has to be asked
 * @param candidates all that may be, the likeliest first
 */
record WhichMisskey(List<MisskeySigns> services, boolean sure, List<MisskeySigns> candidates) {
    WhichMisskey {
        services = List.copyOf(services);
        candidates = List.copyOf(candidates);
    }

    /**
     * Judges a project.
     *
     * @param all its services
     * @param directory its directory
     * @param port what default.yml says that Misskey listens on
     */
    static WhichMisskey of(List<ComposeService> all, Path directory, Optional<Integer> port) {
        List<MisskeySigns> open = all.stream()
                .map(service -> MisskeySigns.of(service, directory, port))
                .filter(signs -> ServiceRole.of(signs.service(), signs.weight() > 0) == ServiceRole.OPEN)
                .toList();
        List<MisskeySigns> candidates = open.stream()
                .map(one -> isAsAnother(one, open) ? one.asAnother() : one)
                .sorted(Comparator.comparing(MisskeySigns::isWorker)
                        .thenComparing(signs -> -signs.weight())
                        .thenComparing(signs -> signs.service().run().ports().isEmpty()))
                .toList();
        List<MisskeySigns> sure =
                candidates.stream().filter(MisskeySigns::isSure).toList();
        if (!sure.isEmpty()) {
            return new WhichMisskey(sure, isOne(sure), candidates);
        }
        return new WhichMisskey(candidates.stream().limit(1).toList(), false, candidates);
    }

    /** Runs what a service does that is sure; not by an image that is everybody's, such as node, which a bot has, too. */
    private static boolean isAsAnother(MisskeySigns one, List<MisskeySigns> open) {
        Optional<String> image = one.service().image().filter(name -> name.contains("/"));
        return !one.isSure()
                && image.isPresent()
                && open.stream()
                        .anyMatch(other ->
                                other.isSure() && other.service().image().equals(image));
    }

    /** Several with settings of their own are several Misskeys. */
    private static boolean isOne(List<MisskeySigns> sure) {
        return sure.stream()
                        .flatMap(one -> one.settingsDirectory().stream())
                        .distinct()
                        .count()
                <= 1;
    }

    /** Whether one of them is sure to be Misskey. */
    boolean isThere() {
        return candidates.stream().anyMatch(MisskeySigns::isSure);
    }
}
