package hikae.ui.full;

import hikae.ask.Field;
import hikae.ask.Interview;
import hikae.text.TextWidth;
import hikae.ui.full.widget.Control;
import hikae.ui.full.widget.Role;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Words;
import java.util.ArrayList;
import java.util.List;

/** How one question of a page looks: label, control, why it was refused. */
final class FieldRows {
    private static final String FOCUS = "  > ";
    private static final String NO_FOCUS = "    ";
    private static final int WIDEST_LABEL = 26;
    private static final int LEAST_FIELD = 20;

    private final Interview interview;
    private final Words words;
    private final int width;
    private final int labelWidth;

    FieldRows(Interview interview, Words words, int width) {
        this.interview = interview;
        this.words = words;
        this.width = width;
        int widest = 0;
        for (Field<?> field : interview.fields()) {
            if (Controls.isOneLine(field)) {
                widest = Math.max(widest, TextWidth.of(words.say(field.title())));
            }
        }
        this.labelWidth = Math.min(widest, WIDEST_LABEL);
    }

    List<Row> of(Field<?> field, Control control, boolean focused) {
        List<Row> rows = new ArrayList<>();
        String label = words.say(field.title());
        if (!Controls.isOneLine(field)) {
            rows.addAll(block(label, control, focused));
        } else if (width - labelWidth - 8 < LEAST_FIELD || TextWidth.of(label) > labelWidth) {
            rows.add(Row.of(role(focused), (focused ? FOCUS : NO_FOCUS) + TextWidth.shorten(label, width - 4)));
            rows.add(Row.plain("      ")
                    .then(control.draw(words, width - 8, focused).get(0)));
        } else {
            Row start = Row.of(role(focused), (focused ? FOCUS : NO_FOCUS) + TextWidth.pad(label, labelWidth) + "  ");
            rows.add(start.then(
                    control.draw(words, width - start.width() - 2, focused).get(0)));
        }
        rows.addAll(refusal(field));
        return rows;
    }

    private List<Row> block(String label, Control control, boolean focused) {
        List<Row> rows = new ArrayList<>();
        if (interview.fields().size() > 1) {
            rows.addAll(Row.wrapped(role(focused), label, 2, width));
        }
        for (Row row : control.draw(words, width - 4, focused)) {
            rows.add(Row.plain("  ").then(row));
        }
        return rows;
    }

    /** Why it was refused. Where a value comes from is said in the message line: nothing jumps. */
    private List<Row> refusal(Field<?> field) {
        List<Row> rows = new ArrayList<>();
        interview.problem(field).ifPresent(problem -> {
            rows.addAll(Row.marked(Role.ERROR, "!", words.say(problem.sentence()), 6, width));
            rows.addAll(Row.wrapped(Role.PLAIN, words.say(problem.hint()), 8, width));
        });
        return rows;
    }

    private static Role role(boolean focused) {
        return focused ? Role.SELECTED : Role.PLAIN;
    }
}
