package hikae.instance.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One node of a {@link YamlTree}: a text, a list or a mapping, with its place in the file. */
public final class YamlNode {
    private static final String MERGE = "<<";

    private final SourceText source;
    private final Node node;

    YamlNode(SourceText source, Node node) {
        this.source = source;
        this.node = node;
    }

    /** A key of a mapping with its value, as they stand in the file. */
    public record Entry(YamlNode key, YamlNode value) {}

    /** What stands below this mapping at {@code path}; empty if there is none, or this is no mapping. */
    public Optional<YamlNode> at(String... path) {
        Optional<Node> found = Optional.of(node);
        for (String key : path) {
            found = found.flatMap(one -> child(one, key, new HashSet<>()));
        }
        return found.map(this::wrap);
    }

    /** The text of a scalar as written, without quotes; empty for null ({@code ~}, nothing), lists, mappings. */
    public Optional<String> text() {
        boolean absent = node.getTag().equals(Tag.NULL) || !(node instanceof ScalarNode);
        return absent ? Optional.empty() : Optional.of(((ScalarNode) node).getValue());
    }

    /** The text below this mapping at {@code path}. */
    public Optional<String> text(String... path) {
        return at(path).flatMap(YamlNode::text);
    }

    /** Whether this is a scalar in quotes. */
    public boolean isQuoted() {
        return node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED
                        || scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED);
    }

    /** Whether this is a mapping. */
    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Whether this is a list. */
    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The keys of this mapping in their order, merged ones last; empty for anything else. */
    public List<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        collectKeys(node, keys, new HashSet<>());
        return List.copyOf(keys);
    }

    /** The keys with their values as they stand in this mapping, {@code <<} itself included. */
    public List<Entry> entries() {
        return tuples(node).stream()
                .map(tuple -> new Entry(wrap(tuple.getKeyNode()), wrap(tuple.getValueNode())))
                .toList();
    }

    /** The items of this list; empty for anything else. */
    public List<YamlNode> items() {
        return node instanceof SequenceNode list
                ? list.getValue().stream().map(this::wrap).toList()
                : List.of();
    }

    /** Where this node begins. */
    public SourceLocation place() {
        return source.placeOfPoint(node.getStartMark().getIndex());
    }

    /** The offset in {@link YamlTree#source} of its first character, an opening quote included. */
    public int start() {
        return source.offset(node.getStartMark().getIndex());
    }

    /** The offset just after it; for a mapping or list in block style, up to where the next token begins. */
    public int end() {
        return source.offset(node.getEndMark().getIndex());
    }

    /** Where it stands, not what it says: it may be a secret. */
    @Override
    public String toString() {
        return "YamlNode[" + place() + "]";
    }

    private YamlNode wrap(Node other) {
        return new YamlNode(source, other);
    }

    private static List<NodeTuple> tuples(Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    /** A key of its own wins over a merged one, an earlier merge over a later one. */
    private static Optional<Node> child(Node node, String key, Set<Node> seen) {
        if (!seen.add(node)) {
            return Optional.empty();
        }
        for (NodeTuple tuple : tuples(node)) {
            if (isKey(tuple, key)) {
                return Optional.of(tuple.getValueNode());
            }
        }
        return merged(node).stream()
                .flatMap(other -> child(other, key, seen).stream())
                .findFirst();
    }

    private static void collectKeys(Node node, Set<String> keys, Set<Node> seen) {
        if (seen.add(node)) {
            tuples(node).stream()
                    .filter(tuple -> !isKey(tuple, MERGE))
                    .map(NodeTuple::getKeyNode)
                    .filter(ScalarNode.class::isInstance)
                    .forEach(key -> keys.add(((ScalarNode) key).getValue()));
            merged(node).forEach(other -> collectKeys(other, keys, seen));
        }
    }

    private static List<Node> merged(Node node) {
        List<Node> merged = new ArrayList<>();
        for (NodeTuple tuple : tuples(node)) {
            if (isKey(tuple, MERGE)) {
                Node value = tuple.getValueNode();
                merged.addAll(value instanceof SequenceNode list ? list.getValue() : List.of(value));
            }
        }
        return merged;
    }

    private static boolean isKey(NodeTuple tuple, String key) {
        return tuple.getKeyNode() instanceof ScalarNode scalar
                && scalar.getValue().equals(key);
    }
}
