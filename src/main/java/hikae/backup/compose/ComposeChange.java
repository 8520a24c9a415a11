package hikae.backup.compose;

import hikae.instance.yaml.YamlNode;
import hikae.instance.yaml.YamlTree;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a changed file says the same as before but for one value: both are compared leaf by leaf. */
final class ComposeChange {
    private static final int MAX_LEAVES = 50_000;
    private static final int MAX_DEPTH = 60;

    private final Map<List<String>, String> leaves = new HashMap<>();
    private final List<String> environment;

    private ComposeChange(YamlTree tree) {
        this.environment = List.of("services", ComposeReading.service(tree), "environment");
        collect(tree.root(), List.of());
    }

    /**
     * Refuses a change that did more, or less, than it was asked for.
     *
     * @throws ProblemException with the place of the value
     */
    static void check(YamlTree before, byte[] after, ComposeKey key, String value) {
        Optional<YamlTree> read = read(after, before.name());
        boolean same = read.filter(tree -> saysOnly(before, tree, key, value)).isPresent();
        if (!same) {
            YamlNode service =
                    before.at("services", ComposeReading.service(before)).orElseThrow();
            throw ProblemException.of("compose-shared-value", service.place(), key.shown());
        }
    }

    /** Whether the two say the same but for what stands under these paths of keys. */
    static boolean isOnlyUnder(List<List<String>> touched, YamlTree before, byte[] after) {
        return read(after, before.name())
                .filter(tree -> untouched(before, touched).equals(untouched(tree, touched)))
                .isPresent();
    }

    private static Map<List<String>, String> untouched(YamlTree tree, List<List<String>> touched) {
        Map<List<String>, String> leaves = new ComposeChange(tree).leaves;
        leaves.keySet()
                .removeIf(path -> touched.stream()
                        .anyMatch(start -> path.size() >= start.size()
                                && path.subList(0, start.size()).equals(start)));
        return leaves;
    }

    private static Optional<YamlTree> read(byte[] bytes, String name) {
        try {
            return Optional.of(YamlTree.parse(bytes, name));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static boolean saysOnly(YamlTree before, YamlTree after, ComposeKey key, String value) {
        PresentService read = ComposeReading.read(after);
        if (!read.value(key).filter(value::equals).isPresent()) {
            return false;
        }
        Map<List<String>, String> was = new ComposeChange(before).leaves;
        Map<List<String>, String> is = new ComposeChange(after).leaves;
        List<String> changed = path(after, read.service(), key);
        was.remove(changed);
        return is.remove(changed) != null && was.equals(is);
    }

    private static List<String> path(YamlTree tree, String service, ComposeKey key) {
        return switch (key) {
            case IMAGE -> List.of("services", service, "image");
            case NETWORK -> networkPath(tree, service);
            default ->
                List.of("services", service, "environment", key.variable().orElseThrow());
        };
    }

    private static List<String> networkPath(YamlTree tree, String service) {
        ComposeNetwork network = ComposeNetwork.joined(
                        tree.root(), tree.at("services", service).orElseThrow())
                .get(0);
        return tree.at("networks", network.key(), "name").isPresent()
                ? List.of("networks", network.key(), "name")
                : List.of("networks", network.key(), "external", "name");
    }

    private void collect(YamlNode node, List<String> path) {
        if (leaves.size() > MAX_LEAVES || path.size() > MAX_DEPTH) {
            throw new ProblemException(Problem.of("compose-shared-value", node.place(), "*"));
        }
        if (node.isMapping()) {
            node.entries().forEach(entry -> collect(entry.value(), below(path, name(entry.key()))));
            leaves.put(below(path, "{"), "");
        } else if (path.equals(environment)) {
            ComposeVariable.listed(node)
                    .forEach(variable -> leaves.put(below(path, variable.name()), "plain" + variable.value()));
            leaves.put(below(path, "["), "");
        } else if (node.isList()) {
            List<YamlNode> items = node.items();
            for (int at = 0; at < items.size(); at++) {
                collect(items.get(at), below(path, "[" + at));
            }
            leaves.put(below(path, "["), "");
        } else {
            leaves.put(path, (node.isQuoted() ? "quoted" : "plain") + node.text());
        }
    }

    private static String name(YamlNode key) {
        return key.text().orElse("?" + key.isMapping());
    }

    private static List<String> below(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }
}
