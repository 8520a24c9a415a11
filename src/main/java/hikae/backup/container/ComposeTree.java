package hikae.backup.container;

import hikae.instance.yaml.YamlTree;
import hikae.instance.yaml.YamlValues;
import hikae.text.Json;
import hikae.text.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A compose file as maps, lists and texts, which is also what Compose's own model is read into. */
public final class ComposeTree {
    /** Anchors may make a small file mean a very large one. */
    private static final int MOST = 50_000;

    private ComposeTree() {}

    /**
     * The whole file; references are followed, variables stay as they are written.
     *
     * @throws ProblemException where it means more than any compose file does
     */
    public static Map<String, Object> of(YamlTree tree) {
        return YamlValues.of(tree, MOST, "", location -> ProblemException.of("compose-shared-value", location, "*"));
    }

    /** A text, number or yes and no, on one line; empty for nothing, lists and mappings. */
    static Optional<String> text(@Nullable Object value) {
        boolean plain = value != null && !(value instanceof Map<?, ?>) && !(value instanceof List<?>);
        return plain
                ? Optional.of(String.valueOf(value).replaceAll("\\p{C}+", " ").strip())
                        .filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** What a key names: one text, a list of them, or a list of mappings that each name a path. */
    static Stream<String> texts(Map<String, Object> of, String key) {
        Object value = of.get(key);
        return Stream.concat(text(value).stream(), Json.list(value).stream().flatMap(ComposeTree::named));
    }

    private static Stream<String> named(Object item) {
        Map<String, Object> fields = Json.map(item);
        if (fields.isEmpty()) {
            return text(item).stream();
        }
        List<String> paths =
                Stream.of("path", "source").flatMap(key -> texts(fields, key)).toList();
        return paths.isEmpty() ? Stream.of("...") : paths.stream();
    }
}
