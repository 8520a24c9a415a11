package hikae.ui.full.widget;

import java.util.List;
import java.util.Optional;

/**
 * A field for a whole number that is not negative: digits change it, Left and Right count.
 *
 * @param text its digits; may be empty while typing
 * @param untouched whether the next digit starts a new number
 */
public record NumberField(String text, boolean untouched) implements Control {
    private static final int DIGITS = 6;

    /** A field with this number in it. */
    public static NumberField of(String text) {
        return new NumberField(text, true);
    }

    @Override
    public List<Row> draw(Words words, int width, boolean focused) {
        String padded = " ".repeat(Math.max(0, DIGITS - text.length())) + text;
        Row row = Row.of(focused ? Role.SELECTED : Role.PLAIN, "[" + padded + "]");
        return List.of(focused ? row.focusedAt(padded.length()) : row);
    }

    @Override
    public Optional<Control> press(Key key) {
        return switch (key.kind()) {
            case LEFT -> Optional.of(counted(-1));
            case RIGHT -> Optional.of(counted(1));
            case BACKSPACE -> Optional.of(new NumberField(text.substring(0, Math.max(0, text.length() - 1)), false));
            case CHAR, PASTE -> digits(key);
            case CTRL -> key.isCtrl('u') ? Optional.of(new NumberField("", false)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    @Override
    public boolean isTyping() {
        return false;
    }

    @Override
    public Control left() {
        return of(text);
    }

    private Optional<Control> digits(Key key) {
        StringBuilder digits = new StringBuilder();
        key.text()
                .codePoints()
                .filter(c -> Character.digit(c, 10) >= 0)
                .forEach(c -> digits.append(Character.digit(c, 10)));
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        String next = (untouched ? "" : text) + digits;
        return Optional.of(next.length() > DIGITS ? this : new NumberField(next, false));
    }

    private NumberField counted(int by) {
        try {
            return new NumberField(String.valueOf(Math.max(0, Integer.parseInt(text.strip()) + by)), true);
        } catch (NumberFormatException e) {
            return new NumberField("0", true);
        }
    }
}
