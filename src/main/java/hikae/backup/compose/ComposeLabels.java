package hikae.backup.compose;

import hikae.instance.yaml.YamlNode;
import hikae.text.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Labels of the backup service in the text of its compose file; nothing else in it changes. */
public final class ComposeLabels {
    private static final String LABELS = "labels";

    private final ComposeEdit edit;

    public ComposeLabels(ComposeEdit edit) {
        this.edit = edit;
    }

    /**
     * Makes them say this; others stay.
     *
     * @throws ProblemException with file and line where that cannot be done without touching something else
     */
    public void become(Map<String, String> wanted) {
        Map<String, String> missing = new TreeMap<>(wanted);
        missing.entrySet().removeAll(edit.read().labels().entrySet());
        Map<String, String> wrong = new TreeMap<>(missing);
        wrong.keySet().retainAll(edit.read().labels().keySet());
        wrong.forEach(this::replace);
        missing.keySet().removeAll(wrong.keySet());
        if (!missing.isEmpty()) {
            add(missing);
        }
    }

    private void replace(String key, String value) {
        YamlNode labels = edit.service().at(LABELS).orElseThrow();
        if (labels.isList()) {
            int at = last(labels.items(), key);
            edit(labels.items().get(at), key + "=" + value, "[" + at, Map.of(key, value));
            return;
        }
        ComposeEntry entry = ComposeEntry.find(edit.service(), LABELS, key)
                .filter(found -> !found.elsewhere())
                .orElseThrow(() -> ProblemException.of("compose-shared-value", labels.place(), key));
        edit(entry.node(), value, key, Map.of(key, value));
    }

    /** Of several the last one counts. */
    private static int last(List<YamlNode> items, String key) {
        int last = 0;
        for (int at = 0; at < items.size(); at++) {
            String text = items.get(at).text().orElse("");
            last = text.equals(key) || text.startsWith(key + "=") ? at : last;
        }
        return last;
    }

    private void edit(YamlNode node, String written, String touched, Map<String, String> meant) {
        boolean empty = node.start() == node.end();
        char first = empty ? ' ' : edit.tree().source().charAt(node.start());
        if (node.isMapping() || node.isList() || "&*!|>".indexOf(first) >= 0) {
            throw ProblemException.of("compose-shared-value", node.place(), LABELS);
        }
        String text = empty ? " " + ComposeScalar.quoted(written) : ComposeScalar.inStyle(first, written);
        edit.edit(
                List.of(new TextEdit(node.start(), node.end(), text)),
                List.of(edit.path(LABELS, touched)),
                read -> read.labels().entrySet().containsAll(meant.entrySet()),
                LABELS);
    }

    private void add(Map<String, String> wanted) {
        List<String> pairs = new ArrayList<>();
        List<String> items = new ArrayList<>();
        wanted.forEach((key, value) -> {
            pairs.add(key + ": " + ComposeScalar.quoted(value));
            items.add(ComposeScalar.quoted(key + "=" + value));
        });
        Optional<YamlNode> labels = edit.service().at(LABELS);
        boolean list = labels.filter(YamlNode::isList).isPresent();
        String flow = String.join(", ", list ? items : pairs);
        List<TextEdit> edits = labels.map(node -> edit.behind(
                        node, list ? items.stream().map(item -> "- " + item).toList() : pairs, flow))
                .orElseGet(() -> edit.keyOfService(ComposeEdit.under("labels:", pairs), "labels: {" + flow + "}"));
        edit.edit(
                edits,
                touched(labels, wanted),
                read -> read.labels().entrySet().containsAll(wanted.entrySet()),
                LABELS);
    }

    private List<List<String>> touched(Optional<YamlNode> labels, Map<String, String> wanted) {
        if (labels.isEmpty()) {
            return List.of(edit.path(LABELS));
        }
        int before = labels.get().items().size();
        List<List<String>> touched = new ArrayList<>();
        wanted.keySet().forEach(key -> touched.add(edit.path(LABELS, key)));
        for (int at = 0; at < wanted.size(); at++) {
            touched.add(edit.path(LABELS, "[" + (before + at)));
        }
        return touched;
    }
}
