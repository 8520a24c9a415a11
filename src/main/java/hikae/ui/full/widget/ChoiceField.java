package hikae.ui.full.widget;

import hikae.text.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of a few: the mark {@code (*)} is the answer, {@code >} where the focus is. Moving the focus changes
 * nothing; Space, Enter or a digit chooses.
 *
 * @param choices what can be chosen
 * @param chosen the index of the answer; -1 when it is none of them
 * @param at the index of the focus; {@code choices.size()} is the text of one's own, if there is one
 * @param own the text of one's own
 * @param hasOwn whether one may be given
 */
public record ChoiceField(List<Choice> choices, int chosen, int at, TextLine own, boolean hasOwn) implements Control {
    private static final String FOCUS = "> ";
    private static final int SIGNS = 6;

    public ChoiceField {
        choices = List.copyOf(choices);
    }

    /** A field where {@code text} is chosen; with {@code hasOwn} any other text is one's own. */
    public static ChoiceField of(List<Choice> choices, String text, boolean hasOwn) {
        int chosen = -1;
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).value().equals(text)) {
                chosen = i;
            }
        }
        boolean other = hasOwn && chosen < 0 && (!text.isEmpty() || choices.isEmpty());
        int answer = other ? choices.size() : chosen;
        return new ChoiceField(choices, answer, Math.max(0, answer), TextLine.of(other ? text : ""), hasOwn);
    }

    @Override
    public String text() {
        if (chosen == choices.size()) {
            return own.text();
        }
        return chosen < 0 ? "" : choices.get(chosen).value();
    }

    @Override
    public List<Row> draw(Words words, int width, boolean focused) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            Row row = start(i, focused).then(role(i, focused), label(words, i, width));
            rows.add(focused && i == at ? row.focusedAt(3) : row);
            choices.get(i).signs().forEach(sign -> rows.addAll(Row.wrapped(Role.PLAIN, words.say(sign), SIGNS, width)));
        }
        if (hasOwn) {
            rows.addAll(drawOwn(words, width, focused));
        }
        return rows;
    }

    @Override
    public Optional<Control> press(Key key) {
        if (key.kind() == Key.Kind.UP && at > 0) {
            return Optional.of(at(at - 1));
        }
        if (key.kind() == Key.Kind.DOWN && at < last()) {
            return Optional.of(at(at + 1));
        }
        if (isTyping()) {
            return type(key);
        }
        char letter = key.letter();
        if (letter >= '1' && letter <= '9') {
            int index = letter - '1';
            return index <= last() ? Optional.of(chosen(index)) : Optional.empty();
        }
        boolean choose = letter == ' ' || (key.kind() == Key.Kind.ENTER && at != chosen);
        return choose ? Optional.of(chosen(at)) : Optional.empty();
    }

    @Override
    public boolean isTyping() {
        return hasOwn && at == choices.size();
    }

    @Override
    public Control left() {
        return at(Math.max(0, chosen));
    }

    private Optional<Control> type(Key key) {
        boolean text = key.kind() == Key.Kind.CHAR || key.kind() == Key.Kind.PASTE;
        Optional<Control> field = TextField.of("").press(key).map(Control.class::cast);
        Optional<TextLine> next = text ? field.map(typed -> own.insert(typed.text())) : own.press(key);
        return next.map(line -> new ChoiceField(choices, choices.size(), at, line, true));
    }

    private List<Row> drawOwn(Words words, int width, boolean focused) {
        Row start = start(choices.size(), focused).then(Role.PLAIN, words.get("ui.choice.own") + " ");
        int room = width - start.width();
        boolean here = focused && at == choices.size();
        if (room >= 16) {
            return List.of(start.then(own.draw(Math.min(room, 50), here)));
        }
        return List.of(start, Row.plain("      ").then(own.draw(width - 6, here)));
    }

    private Row start(int index, boolean focused) {
        boolean here = focused && index == at;
        String mark = index == chosen ? "(*) " : "( ) ";
        return Row.of(role(index, focused), (here ? FOCUS : "  ") + mark);
    }

    private Role role(int index, boolean focused) {
        return focused && index == at ? Role.SELECTED : Role.PLAIN;
    }

    private String label(Words words, int index, int width) {
        return TextWidth.shorten(words.say(choices.get(index).label()), width - 6);
    }

    private int last() {
        return hasOwn ? choices.size() : choices.size() - 1;
    }

    private ChoiceField at(int index) {
        return new ChoiceField(choices, chosen, index, own, hasOwn);
    }

    private ChoiceField chosen(int index) {
        return new ChoiceField(choices, index, index, own, hasOwn);
    }
}
