package hikae.backup.compose;

import hikae.instance.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts a new value beside an existing one, written as its neighbour is. */
final class ComposeInsert {
    private final String source;

    private ComposeInsert(String source) {
        this.source = source;
    }

    static ComposeInsert into(String source) {
        return new ComposeInsert(source);
    }

    /** A new key behind this one in the same mapping; empty where that is not safe. */
    Optional<TextEdit> pair(ComposeEntry neighbour, String key, String value) {
        return beside(neighbour.key(), neighbour.node(), key + ": " + ComposeScalar.quoted(value));
    }

    /**
     * Lines behind a node, indented as another one that begins its line; empty where that is not safe.
     *
     * @param first what the lines are beside
     * @param last the last node of what they come behind
     * @param lines in block style
     * @param flow the same in braces or brackets
     */
    Optional<TextEdit> lines(YamlNode first, YamlNode last, List<String> lines, String flow) {
        if (!standsPlainly(last)) {
            return Optional.empty();
        }
        if (isInFlow(first, last)) {
            return Optional.of(new TextEdit(last.end(), last.end(), ", " + flow));
        }
        String lineBreak = source.contains("\r\n") ? "\r\n" : "\n";
        return beside(first, last, String.join(lineBreak + indent(first), lines));
    }

    /** A new variable behind the one that belongs before it; empty where that is not safe. */
    Optional<TextEdit> variable(YamlNode service, ComposeKey key, String value) {
        String name = key.variable().orElseThrow();
        return neighbour(service, key).flatMap(neighbour -> {
            if (neighbour.listed()) {
                return beside(
                        neighbour.node(), neighbour.node(), item(neighbour, ComposeScalar.quoted(name + "=" + value)));
            }
            return ComposeEntry.find(service, "environment", neighbour.name())
                    .flatMap(entry -> pair(entry, name, value));
        });
    }

    private String item(ComposeVariable neighbour, String text) {
        String before = source.substring(
                lineStart(neighbour.node().start()), neighbour.node().start());
        return before.matches("\\s*-\\s+")
                ? before.strip().concat(before.substring(before.indexOf('-') + 1)) + text
                : text;
    }

    /** The nearest of our variables before this one, else the last of all that stands plainly in one line. */
    private Optional<ComposeVariable> neighbour(YamlNode service, ComposeKey key) {
        List<ComposeVariable> usable =
                new ArrayList<>(ComposeVariable.all(service).values());
        usable.removeIf(variable -> variable.elsewhere() || !standsPlainly(variable.node()));
        Optional<ComposeVariable> before = usable.stream()
                .filter(variable -> ComposeKey.of(variable.name())
                        .filter(known -> known.compareTo(key) < 0)
                        .isPresent())
                .max(Comparator.comparing(
                        variable -> ComposeKey.of(variable.name()).orElseThrow()));
        return before.or(() -> usable.stream()
                .max(Comparator.comparingInt(variable -> variable.node().end())));
    }

    private boolean standsPlainly(YamlNode node) {
        boolean empty = node.start() == node.end();
        return !node.isMapping() && !node.isList() && (empty || "&*!|>".indexOf(source.charAt(node.start())) < 0);
    }

    private Optional<TextEdit> beside(YamlNode first, YamlNode last, String written) {
        if (!standsPlainly(last)) {
            return Optional.empty();
        }
        if (isInFlow(first, last)) {
            return Optional.of(new TextEdit(last.end(), last.end(), ", " + written));
        }
        String indent = indent(first);
        int lineEnd = source.indexOf('\n', last.end());
        if (lineEnd < 0) {
            String lineBreak = source.contains("\r\n") ? "\r\n" : "\n";
            return Optional.of(new TextEdit(source.length(), source.length(), lineBreak + indent + written));
        }
        String lineBreak = lineEnd > 0 && source.charAt(lineEnd - 1) == '\r' ? "\r\n" : "\n";
        return Optional.of(new TextEdit(lineEnd + 1, lineEnd + 1, indent + written + lineBreak));
    }

    /** In braces or brackets the text around the pair has more than indentation before or a comment behind. */
    private boolean isInFlow(YamlNode first, YamlNode last) {
        String before = source.substring(lineStart(first.start()), first.start());
        int lineEnd = source.indexOf('\n', last.end());
        String behind = source.substring(last.end(), lineEnd < 0 ? source.length() : lineEnd);
        return before.matches(".*[{\\[,].*") || behind.matches("\\s*[,}\\]].*\\s*");
    }

    private String indent(YamlNode first) {
        String before = source.substring(lineStart(first.start()), first.start());
        int blanks = 0;
        while (blanks < before.length() && before.charAt(blanks) == ' ') {
            blanks++;
        }
        return before.substring(0, blanks);
    }

    private int lineStart(int index) {
        return source.lastIndexOf('\n', index - 1) + 1;
    }
}
