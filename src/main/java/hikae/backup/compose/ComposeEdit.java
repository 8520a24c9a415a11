package hikae.backup.compose;

import hikae.instance.yaml.YamlNode;
import hikae.instance.yaml.YamlTree;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Changes more of a service than values, edit by edit. Of several places for an edit the first one is taken
 * after which the file is read again, says what it should, and says nothing else than before.
 */
public final class ComposeEdit {
    private final byte[] before;
    private final String name;
    private YamlTree tree;
    private String text;

    public ComposeEdit(byte[] bytes, String name) {
        this.before = bytes;
        this.name = name;
        this.tree = YamlTree.parse(bytes, name);
        this.text = tree.source();
    }

    /** The file as it is now; with a byte order mark where it had one. */
    public byte[] bytes() {
        return ComposeSplice.withMark(before, text.getBytes(StandardCharsets.UTF_8));
    }

    public YamlTree tree() {
        return tree;
    }

    public PresentService read() {
        return ComposeReading.read(tree);
    }

    public YamlNode service() {
        return tree.at("services", ComposeReading.service(tree)).orElseThrow();
    }

    ComposeInsert insert() {
        return ComposeInsert.into(text);
    }

    /** The path of a key of the service. */
    public List<String> path(String... keys) {
        return Stream.concat(Stream.of("services", ComposeReading.service(tree)), Stream.of(keys))
                .toList();
    }

    /**
     * Gives the service these values.
     *
     * @throws ProblemException with file and line where that cannot be done without touching something else
     */
    public void become(Map<ComposeKey, String> values) {
        become(ComposeSplice.apply(bytes(), name, values));
    }

    private void become(byte[] bytes) {
        tree = YamlTree.parse(bytes, name);
        text = tree.source();
    }

    /**
     * Makes one of these edits.
     *
     * @param touched the paths of keys that may change by it
     * @param meant what must be so afterwards
     * @param shown the key as the operator knows it
     * @throws ProblemException with file and line where none of them does it
     */
    public void edit(
            List<TextEdit> candidates, List<List<String>> touched, Predicate<PresentService> meant, String shown) {
        String after = candidates.stream()
                .map(candidate -> candidate.in(text))
                .filter(changed -> isRight(changed, touched, meant))
                .findFirst()
                .orElseThrow(
                        () -> ProblemException.of("compose-no-place", service().place(), shown));
        become(after.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isRight(String changed, List<List<String>> touched, Predicate<PresentService> meant) {
        byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
        try {
            return ComposeChange.isOnlyUnder(touched, tree, bytes)
                    && meant.test(ComposeReading.read(YamlTree.parse(bytes, name)));
        } catch (ProblemException e) {
            return false;
        }
    }

    /** Lines below a key. */
    public static List<String> under(String key, List<String> lines) {
        List<String> all = new ArrayList<>(List.of(key));
        lines.forEach(line -> all.add("  " + line));
        return all;
    }

    /** Lines for a new key of the service: at its end, else behind one of its keys. */
    public List<TextEdit> keyOfService(List<String> lines, String flow) {
        List<YamlNode.Entry> entries = service().entries();
        List<TextEdit> places = new ArrayList<>();
        if (!entries.isEmpty()) {
            YamlNode.Entry end = entries.get(entries.size() - 1);
            insert().lines(end.key(), lastOf(end.value()), lines, flow).ifPresent(places::add);
        }
        places.addAll(besideScalars(lines, flow));
        return places;
    }

    /** A short new key of the service: behind its image, else behind another of its keys. */
    public List<TextEdit> besideScalars(List<String> lines, String flow) {
        List<YamlNode.Entry> entries = new ArrayList<>(service().entries());
        entries.sort((a, b) -> Boolean.compare(isImage(b), isImage(a)));
        return entries.stream()
                .flatMap(entry -> insert().lines(entry.key(), lastOf(entry.value()), lines, flow).stream())
                .toList();
    }

    private static boolean isImage(YamlNode.Entry entry) {
        return entry.key().text().filter("image"::equals).isPresent();
    }

    /** Lines behind the last of a list or mapping; each item of a list with its dash. */
    public List<TextEdit> behind(YamlNode node, List<String> lines, String flow) {
        Optional<YamlNode> first = node.isList()
                ? node.items().stream().reduce((a, b) -> b)
                : node.entries().stream().map(YamlNode.Entry::key).reduce((a, b) -> b);
        return first.flatMap(one -> insert().lines(one, lastOf(node), lines, flow)).stream()
                .toList();
    }

    /** The node that ends last in this one. */
    private static YamlNode lastOf(YamlNode node) {
        if (node.isList() && !node.items().isEmpty()) {
            return lastOf(node.items().get(node.items().size() - 1));
        }
        if (node.isMapping() && !node.entries().isEmpty()) {
            return lastOf(node.entries().get(node.entries().size() - 1).value());
        }
        return node;
    }
}
