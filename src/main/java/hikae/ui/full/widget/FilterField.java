package hikae.ui.full.widget;

import hikae.text.TextWidth;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One of many, found by typing a part of it. What has the focus among those that match is the answer; where
 * nothing matches, the answer stays what it was.
 *
 * @param choices what can be chosen
 * @param kept the answer before anything was typed
 * @param filter what was typed
 * @param at the index of the focus among those that match; -1 when the kept answer is none of them
 */
public record FilterField(List<Choice> choices, String kept, TextLine filter, int at) implements Control {
    private static final int SHOWN = 7;

    public FilterField {
        choices = List.copyOf(choices);
    }

    /** A field where {@code text} is chosen. */
    public static FilterField of(List<Choice> choices, String text) {
        return new FilterField(choices, text, TextLine.of(""), indexOf(text, choices));
    }

    @Override
    public String text() {
        List<Choice> found = matching();
        return at >= 0 && at < found.size() ? found.get(at).value() : kept;
    }

    @Override
    public List<Row> draw(Words words, int width, boolean focused) {
        List<Choice> found = matching();
        if (!focused) {
            return List.of(Row.plain("[" + TextWidth.pad(label(words, text()), Math.min(width, 50) - 2) + "]"));
        }
        List<Row> rows = new ArrayList<>();
        rows.add(Row.plain(words.get("ui.filter") + " ")
                .then(filter.draw(width < 50 ? 14 : 24, true))
                .then(Role.DIM, "  " + words.get("ui.filter.count", found.size(), choices.size())));
        int first = Math.max(0, Math.min(at - SHOWN / 2, found.size() - SHOWN));
        for (int i = first; i < Math.min(found.size(), first + SHOWN); i++) {
            String label = TextWidth.shorten(words.say(found.get(i).label()), width - 2);
            rows.add(Row.of(i == at ? Role.SELECTED : Role.PLAIN, (i == at ? "> " : "  ") + label));
        }
        return rows;
    }

    @Override
    public Optional<Control> press(Key key) {
        List<Choice> found = matching();
        return switch (key.kind()) {
            case UP -> at > 0 ? Optional.of(moved(found, -1)) : Optional.empty();
            case DOWN -> at < found.size() - 1 ? Optional.of(moved(found, 1)) : Optional.empty();
            case PAGE_UP -> Optional.of(moved(found, -SHOWN));
            case PAGE_DOWN -> Optional.of(moved(found, SHOWN));
            case CHAR -> Optional.of(filtered(filter.insert(key.text())));
            case PASTE -> Optional.of(filtered(filter.insert(key.text().strip())));
            default -> filter.press(key).map(this::filtered);
        };
    }

    @Override
    public boolean isTyping() {
        return true;
    }

    @Override
    public Control left() {
        return of(choices, text());
    }

    /** Typing moves the focus to the kept answer if it still matches, else to the first that does. */
    private FilterField filtered(TextLine next) {
        FilterField typed = new FilterField(choices, kept, next, 0);
        return typed.at(Math.max(0, indexOf(kept, typed.matching())));
    }

    private FilterField moved(List<Choice> found, int by) {
        return found.isEmpty() ? this : at(Math.max(0, Math.min(at + by, found.size() - 1)));
    }

    private FilterField at(int index) {
        return new FilterField(choices, kept, filter, index);
    }

    private List<Choice> matching() {
        String wanted = folded(filter.text());
        if (wanted.isEmpty()) {
            return choices;
        }
        List<Choice> found = new ArrayList<>();
        for (Choice choice : choices) {
            if (folded(choice.value()).contains(wanted)) {
                found.add(choice);
            }
        }
        return found;
    }

    private String label(Words words, String value) {
        for (Choice choice : choices) {
            if (choice.value().equals(value)) {
                return words.say(choice.label());
            }
        }
        return TextWidth.safe(value);
    }

    private static int indexOf(String value, List<Choice> among) {
        for (int i = 0; i < among.size(); i++) {
            if (among.get(i).value().equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace(' ', '_');
    }
}
