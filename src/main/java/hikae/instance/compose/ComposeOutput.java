package hikae.instance.compose;

import hikae.host.Compose;
import hikae.instance.yaml.YamlTree;
import hikae.instance.yaml.YamlValues;
import hikae.text.Json;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code compose config} prints, as maps, lists and texts; an empty map for null; a dollar stands there twice. */
public final class ComposeOutput {
    /** Compose 1 writes an anchor for whatever two services share. */
    private static final int ALIASES = 5_000;

    /** With anchors a small text may mean a very large one. */
    private static final int MOST = 200_000;

    private ComposeOutput() {}

    /**
     * The root of it.
     *
     * @throws ProblemException {@code compose-unread}
     */
    static Map<String, Object> of(Compose.Config config, String where) {
        if (!config.yaml()) {
            return Json.objectWithNulls(config.text()).orElseThrow(() -> ProblemException.of("compose-unread", where));
        }
        try {
            YamlTree tree = YamlTree.parse(config.text().getBytes(StandardCharsets.UTF_8), where, ALIASES);
            return YamlValues.of(tree, MOST, Map.of(), location -> ProblemException.of("compose-unread", location));
        } catch (ProblemException e) {
            throw ProblemException.of("compose-unread", where); // a place in Compose's own answer helps nobody
        }
    }

    /** A text, number or yes and no; empty for nothing, lists and mappings. */
    public static Optional<String> text(@Nullable Object value) {
        boolean plain = value != null && !(value instanceof Map<?, ?>) && !(value instanceof List<?>);
        return plain ? Optional.of(String.valueOf(value).replace("$$", "$")) : Optional.empty();
    }

    /** The texts of a list, or the one text that stands in its place. */
    public static List<String> texts(@Nullable Object value) {
        List<Object> all = value instanceof List<?> ? Json.list(value) : value == null ? List.of() : List.of(value);
        return all.stream().flatMap(item -> text(item).stream()).toList();
    }

    /** A command or the like, in one line. */
    static String line(@Nullable Object value) {
        return texts(value).stream().collect(Collectors.joining(" "));
    }

    /** Whether it says yes. */
    static boolean isTrue(@Nullable Object value) {
        return text(value).filter("true"::equalsIgnoreCase).isPresent();
    }
}
