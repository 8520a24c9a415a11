package hikae.ui.full;

import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Problem;
import hikae.text.TextWidth;
import hikae.ui.full.widget.Role;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Words;
import java.util.ArrayList;
import java.util.List;

/** How lines, findings and problems look. */
final class Lines {
    static final String NO = "[NG]";
    static final String WARNING = " ! ";
    static final String RUNNING = "[ >]";
    static final String WAITING = "[  ]";
    private static final int INDENT = 4;
    private static final int WIDEST_LABEL = 24;

    private Lines() {}

    /** {@code [ok]}, in Japanese {@code [OK]}. */
    static String ok(Words words) {
        return words.get("ui.mark.ok");
    }

    /** The lines, pairs beside each other aligned. */
    static List<Row> of(List<Line> lines, Words words, int width) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            rows.addAll(row(lines.get(i), labelWidth(lines, i, words, width), words, width));
        }
        return rows;
    }

    /** A finding with what to do about it. */
    static List<Row> of(Finding finding, Words words, int width) {
        List<Row> rows = new ArrayList<>(of(List.of(Line.of(finding)), words, width));
        finding.problem().ifPresent(problem -> rows.addAll(hint(problem, words, INDENT + 5, width)));
        return rows;
    }

    /** The most likely cause and what to do. */
    static List<Row> hint(Problem problem, Words words, int indent, int width) {
        return Row.wrapped(Role.PLAIN, words.say(problem.hint()), indent, width);
    }

    private static List<Row> row(Line line, int labelWidth, Words words, int width) {
        String text = words.say(line.text());
        return switch (line.kind()) {
            case TEXT -> Row.wrapped(Role.PLAIN, text, INDENT, width);
            case HEADING -> Row.wrapped(Role.TITLE, text, 2, width);
            case PAIR -> pair(text, line.value().map(words::say).orElse(""), labelWidth, width);
            case OK -> Row.marked(Role.OK, ok(words), text, INDENT, width);
            case NO -> Row.marked(Role.ERROR, NO, text, INDENT, width);
            case WARNING -> Row.marked(Role.WARNING, WARNING, text, INDENT, width);
            case BLANK -> List.of(Row.blank());
        };
    }

    private static List<Row> pair(String label, String value, int labelWidth, int width) {
        int inner = INDENT + labelWidth + 2;
        if (width - inner < 12) {
            List<Row> rows = new ArrayList<>(Row.wrapped(Role.PLAIN, label, INDENT, width));
            rows.addAll(Row.wrapped(Role.PLAIN, value, INDENT + 2, width));
            return rows;
        }
        List<Row> rows = new ArrayList<>();
        for (String part : TextWidth.wrap(value, width - inner)) {
            String left = rows.isEmpty() ? label : "";
            rows.add(Row.plain(" ".repeat(INDENT) + TextWidth.pad(left, labelWidth) + "  " + part));
        }
        return rows;
    }

    /** The width of the widest label among the pairs around this one. */
    private static int labelWidth(List<Line> lines, int index, Words words, int width) {
        int first = index;
        while (first > 0 && lines.get(first - 1).kind() == Line.Kind.PAIR) {
            first--;
        }
        int widest = 0;
        for (int i = first; i < lines.size() && lines.get(i).kind() == Line.Kind.PAIR; i++) {
            widest = Math.max(widest, TextWidth.of(words.say(lines.get(i).text())));
        }
        return Math.min(widest, Math.min(WIDEST_LABEL, width / 2));
    }
}
