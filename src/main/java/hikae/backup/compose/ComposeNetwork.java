package hikae.backup.compose;

import hikae.instance.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * A network from outside that a service joins.
 *
 * @param key its name in this file
 * @param realName its name in Docker, before Compose's own variables
 * @param place where the real name stands; the key's node when it is the key
 * @param named whether the real name is a value of its own
 * @param elsewhere whether it came in by an alias
 */
record ComposeNetwork(String key, String realName, YamlNode place, boolean named, boolean elsewhere) {
    /** What a service joins that names none. */
    private static final List<String> DEFAULT = List.of("default");

    /** The external networks the service joins, in the order of the file. */
    static List<ComposeNetwork> joined(YamlNode root, YamlNode service) {
        return ComposeEntry.child(service, "networks").map(entry -> keys(entry.node())).orElse(DEFAULT).stream()
                .flatMap(key -> external(root, key).stream())
                .toList();
    }

    private static List<String> keys(YamlNode networks) {
        return networks.isList()
                ? networks.items().stream()
                        .flatMap(item -> item.text().stream())
                        .toList()
                : networks.keys();
    }

    /** {@code external: true} with or without {@code name}, and the old {@code external: {name: x}}. */
    private static Optional<ComposeNetwork> external(YamlNode root, String key) {
        Optional<ComposeEntry> external = ComposeEntry.find(root, "networks", key, "external");
        if (external.isEmpty()
                || external.get().node().text().filter("false"::equals).isPresent()) {
            return Optional.empty();
        }
        Optional<ComposeEntry> name = ComposeEntry.find(root, "networks", key, "name")
                .or(() -> ComposeEntry.find(root, "networks", key, "external", "name"));
        Optional<ComposeNetwork> named = name.flatMap(entry ->
                entry.node().text().map(real -> new ComposeNetwork(key, real, entry.node(), true, entry.elsewhere())));
        return named.or(() -> ComposeEntry.find(root, "networks", key)
                .map(entry -> new ComposeNetwork(key, key, entry.key(), false, entry.elsewhere())));
    }
}
