package hikae.instance.yaml;

import hikae.text.Json;
import hikae.text.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A YAML file as maps, lists and texts, as JSON would be read. Anchors may make a small file mean a very large one. */
public final class YamlValues {
    private final Object nothing;
    private final Function<SourceLocation, ProblemException> tooMuch;
    private int left;

    private YamlValues(int most, Object nothing, Function<SourceLocation, ProblemException> tooMuch) {
        this.left = most;
        this.nothing = nothing;
        this.tooMuch = tooMuch;
    }

    /**
     * The whole file; references are followed.
     *
     * @param most how many values it may mean
     * @param nothing what stands for a value that is not there
     * @param tooMuch what is wrong with a file that means more
     */
    public static Map<String, Object> of(
            YamlTree tree, int most, Object nothing, Function<SourceLocation, ProblemException> tooMuch) {
        return Json.map(new YamlValues(most, nothing, tooMuch).value(tree.root()));
    }

    private Object value(YamlNode node) {
        if (left-- == 0) {
            throw tooMuch.apply(node.place());
        }
        if (node.isMapping()) {
            Map<String, Object> all = new LinkedHashMap<>();
            node.keys().forEach(key -> node.at(key).ifPresent(one -> all.put(key, value(one))));
            return all;
        }
        return node.isList()
                ? node.items().stream().map(this::value).toList()
                : node.text().<Object>map(text -> text).orElse(nothing);
    }
}
