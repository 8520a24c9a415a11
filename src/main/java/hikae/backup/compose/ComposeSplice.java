package hikae.backup.compose;

import hikae.instance.yaml.YamlNode;
import hikae.instance.yaml.YamlTree;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Changes values of the backup service in the text of its compose file. Every other byte stays: the result is
 * read again, and nothing but the asked values may differ.
 */
final class ComposeSplice {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final YamlTree tree;
    private final String source;
    private final String service;

    private ComposeSplice(YamlTree tree) {
        this.tree = tree;
        this.source = tree.source();
        this.service = ComposeReading.service(tree);
    }

    /**
     * The file with these values; the same bytes if it has them already.
     *
     * @throws ProblemException with file and line where that cannot be done without touching something else
     */
    static byte[] apply(byte[] bytes, String name, Map<ComposeKey, String> wanted) {
        YamlTree tree = YamlTree.parse(bytes, name);
        Map<ComposeKey, String> present = ComposeReading.read(tree).values();
        String text = tree.source();
        for (ComposeKey key : ComposeKey.values()) {
            String value = wanted.get(key);
            if (value != null && !value.equals(present.get(key))) {
                ComposeSplice splice = new ComposeSplice(YamlTree.parse(utf8(text), name));
                text = splice.edit(key, value).in(text);
                ComposeChange.check(splice.tree, utf8(text), key, value);
            }
        }
        return withMark(bytes, utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@link YamlTree#source} leaves a byte order mark out. */
    static byte[] withMark(byte[] original, byte[] text) {
        boolean marked = new String(original, StandardCharsets.UTF_8).startsWith("\uFEFF");
        if (!marked) {
            return text;
        }
        byte[] result = new byte[BYTE_ORDER_MARK.length + text.length];
        System.arraycopy(BYTE_ORDER_MARK, 0, result, 0, BYTE_ORDER_MARK.length);
        System.arraycopy(text, 0, result, BYTE_ORDER_MARK.length, text.length);
        return result;
    }

    private TextEdit edit(ComposeKey key, String value) {
        return switch (key) {
            case IMAGE -> image(value);
            case NETWORK -> network(value);
            default -> variable(key, value);
        };
    }

    private TextEdit image(String value) {
        ComposeEntry image = ComposeEntry.find(tree.root(), "services", service, "image")
                .orElseThrow(() -> noPlace(ComposeKey.IMAGE));
        return replace(ComposeKey.IMAGE, image.node(), image.elsewhere(), value);
    }

    private TextEdit network(String value) {
        YamlNode node = tree.at("services", service).orElseThrow();
        Optional<ComposeNetwork> only = ComposeNetwork.joined(tree.root(), node).stream()
                .reduce((a, b) -> {
                    throw noPlace(ComposeKey.NETWORK);
                });
        ComposeNetwork network = only.orElseThrow(() -> noPlace(ComposeKey.NETWORK));
        if (network.named()) {
            return replace(ComposeKey.NETWORK, network.place(), network.elsewhere(), value);
        }
        ComposeEntry external = ComposeEntry.find(tree.root(), "networks", network.key(), "external")
                .filter(entry -> !entry.elsewhere())
                .orElseThrow(() -> noPlace(ComposeKey.NETWORK));
        return ComposeInsert.into(source).pair(external, "name", value).orElseThrow(() -> noPlace(ComposeKey.NETWORK));
    }

    private TextEdit variable(ComposeKey key, String value) {
        String name = key.variable().orElseThrow();
        YamlNode node = tree.at("services", service).orElseThrow();
        ComposeVariable present = ComposeVariable.all(node).get(name);
        if (present == null) {
            return ComposeInsert.into(source).variable(node, key, value).orElseThrow(() -> noPlace(key));
        }
        String written = present.listed() ? name + "=" + value : value;
        return replace(key, present.node(), present.elsewhere(), written);
    }

    /** The same quotes as before where they can hold the value. */
    private TextEdit replace(ComposeKey key, YamlNode node, boolean elsewhere, String value) {
        boolean scalar = !node.isMapping() && !node.isList();
        if (elsewhere || !scalar) {
            throw ProblemException.of("compose-shared-value", node.place(), key.shown());
        }
        if (node.start() == node.end()) {
            return new TextEdit(node.start(), node.end(), " " + ComposeScalar.quoted(value));
        }
        char first = source.charAt(node.start());
        if ("&*!|>".indexOf(first) >= 0) {
            throw ProblemException.of("compose-shared-value", node.place(), key.shown());
        }
        return new TextEdit(node.start(), node.end(), ComposeScalar.inStyle(first, value));
    }

    private ProblemException noPlace(ComposeKey key) {
        return ProblemException.of(
                "compose-no-place", tree.at("services", service).orElseThrow().place(), key.shown());
    }
}
