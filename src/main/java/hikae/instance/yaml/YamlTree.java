package hikae.instance.yaml;

import hikae.text.Problem;
import hikae.text.ProblemException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML file as nodes with their places: nothing is ever made of a tag or turned into numbers, because
 * Compose and Misskey read YAML with other rules than SnakeYAML. For files of others and our own.
 */
public final class YamlTree {
    /** The longest file that is read, in bytes: SnakeYAML needs seconds for more. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DEPTH = 50;
    private static final int MAX_ALIASES = 50;

    private final SourceText source;
    private final MappingNode root;

    private YamlTree(SourceText source, MappingNode root) {
        this.source = source;
        this.root = root;
    }

    /**
     * Reads one document whose root is a mapping.
     *
     * @param name the file name as shown to the operator
     * @throws ProblemException naming file:line:column, for whatever is not such a document
     */
    public static YamlTree parse(byte[] bytes, String name) {
        return parse(bytes, name, MAX_ALIASES);
    }

    /** The same for what another program has made, where it may refer to itself more often than a person does. */
    public static YamlTree parse(byte[] bytes, String name, int aliases) {
        if (bytes.length > MAX_BYTES) {
            throw ProblemException.of("yaml-too-big", new SourceLocation(name, 1, 1), bytes.length, MAX_BYTES);
        }
        SourceText source = SourceText.decode(bytes, name);
        try {
            limits(source, aliases);
            YamlTree tree = new YamlTree(source, root(source));
            tree.refuseRepeatedKeys();
            return tree;
        } catch (ReaderException e) {
            throw new ProblemException(Problem.of("yaml-control", source.placeOfPoint(e.getPosition())), e);
        } catch (MarkedYAMLException e) {
            throw new ProblemException(YamlSyntax.problem(source, e));
        } catch (YAMLException e) {
            throw new ProblemException(Problem.of("yaml-syntax", source.place(0), source.place(0)));
        }
    }

    /** The root mapping. */
    public YamlNode root() {
        return new YamlNode(source, root);
    }

    /** What stands at {@code path}, one key per level; merged keys ({@code <<}) are found as well. */
    public Optional<YamlNode> at(String... path) {
        return root().at(path);
    }

    /** The text at {@code path}, whatever YAML would make of it; empty for null, lists and mappings. */
    public Optional<String> text(String... path) {
        return at(path).flatMap(YamlNode::text);
    }

    /** The whole file as text, without a byte order mark; what the offsets of {@link YamlNode} count in. */
    public String source() {
        return source.text();
    }

    /** The name given to {@link #parse}. */
    public String name() {
        return source.name();
    }

    private static ParserImpl parser(SourceText source) {
        return new ParserImpl(new StreamReader(source.text()), options());
    }

    /** What there may be of aliases has been counted before. */
    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        return options;
    }

    /** One pass over the events, so that a hostile file is refused before anything is built from it. */
    private static void limits(SourceText source, int most) {
        ParserImpl events = parser(source);
        int depth = 0;
        int aliases = 0;
        int documents = 0;
        while (events.peekEvent() != null) {
            Event event = events.getEvent();
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            aliases += event instanceof AliasEvent ? 1 : 0;
            documents += event instanceof DocumentStartEvent ? 1 : 0;
            limit(depth, MAX_DEPTH, "yaml-nesting", source, event);
            limit(aliases, most, "yaml-aliases", source, event);
            limit(documents, 1, "yaml-documents", source, event);
        }
    }

    private static void limit(int count, int max, String problem, SourceText source, Event event) {
        if (count > max) {
            throw ProblemException.of(
                    problem, source.placeOfPoint(event.getStartMark().getIndex()), max);
        }
    }

    private static MappingNode root(SourceText source) {
        Composer composer = new Composer(parser(source), new Resolver(), options());
        Node node = composer.getSingleNode();
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        int at = node == null ? 0 : node.getStartMark().getIndex();
        Optional<Problem> wide = YamlSyntax.fullWidth(source, source.text().length());
        throw new ProblemException(
                wide.orElse(Problem.of(node == null ? "yaml-empty" : "yaml-root", source.placeOfPoint(at))));
    }

    /** Visits every node once, also where an alias leads back to its own anchor. */
    private void refuseRepeatedKeys() {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>();
        open.add(root);
        while (!open.isEmpty()) {
            Node node = open.remove();
            if (!seen.add(node)) {
                continue;
            }
            if (node instanceof SequenceNode list) {
                open.addAll(list.getValue());
            } else if (node instanceof MappingNode mapping) {
                refuseRepeatedKeys(mapping);
                mapping.getValue().forEach(tuple -> {
                    open.add(tuple.getKeyNode());
                    open.add(tuple.getValueNode());
                });
            }
        }
    }

    private void refuseRepeatedKeys(MappingNode mapping) {
        Map<String, Node> keys = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                refuseWideBlank(key);
                Node first = keys.putIfAbsent(key.getValue(), key);
                if (first != null) {
                    int line =
                            source.placeOfPoint(first.getStartMark().getIndex()).line();
                    throw ProblemException.of(
                            "yaml-duplicate-key",
                            source.placeOfPoint(key.getStartMark().getIndex()),
                            key.getValue(),
                            line);
                }
            }
        }
    }

    /** To YAML a full-width blank is a letter: indentation with it makes another key. */
    private void refuseWideBlank(ScalarNode key) {
        if (key.getValue().startsWith("\u3000")) {
            throw ProblemException.of(
                    "yaml-full-width", source.placeOfPoint(key.getStartMark().getIndex()));
        }
    }
}
