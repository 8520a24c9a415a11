package hikae.backup.compose;

import hikae.instance.yaml.YamlNode;
import java.util.Optional;

/**
 * What stands under a key, and whether it stands there itself.
 *
 * @param key the key's node
 * @param node the value
 * @param elsewhere whether it came in by an alias or by {@code <<}, so that to change it would change more
 */
public record ComposeEntry(YamlNode key, YamlNode node, boolean elsewhere) {
    /** The value under a path of keys. */
    public static Optional<ComposeEntry> find(YamlNode root, String... path) {
        Optional<ComposeEntry> entry = Optional.of(new ComposeEntry(root, root, false));
        for (String key : path) {
            entry = entry.flatMap(parent -> child(parent.node(), key).map(found -> found.within(parent)));
        }
        return entry;
    }

    /** The value under a key: the mapping's own, else one that is merged into it. */
    public static Optional<ComposeEntry> child(YamlNode mapping, String key) {
        return mapping.entries().stream()
                .filter(entry -> entry.key().text().filter(key::equals).isPresent())
                .map(entry -> new ComposeEntry(entry.key(), entry.value(), isAlias(entry)))
                .findFirst()
                .or(() -> mapping.at(key).map(merged -> new ComposeEntry(merged, merged, true)));
    }

    /** An alias resolves to a node that stands before its key. */
    private static boolean isAlias(YamlNode.Entry entry) {
        return entry.value().start() < entry.key().end();
    }

    private ComposeEntry within(ComposeEntry parent) {
        return new ComposeEntry(key, node, elsewhere || parent.elsewhere());
    }
}
