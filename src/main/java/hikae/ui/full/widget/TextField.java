package hikae.ui.full.widget;

import hikae.text.TextWidth;
import java.util.List;
import java.util.Optional;

/**
 * A field for one line of text that may be seen.
 *
 * @param line what is in it
 * @param width its cells at most, brackets included
 */
public record TextField(TextLine line, int width) implements Control {
    private static final int WIDEST = 60;

    /** A field as wide as the screen allows. */
    public static TextField of(String text) {
        return new TextField(TextLine.of(text), WIDEST);
    }

    @Override
    public String text() {
        return line.text();
    }

    @Override
    public List<Row> draw(Words words, int available, boolean focused) {
        return List.of(line.draw(Math.min(available, width), focused));
    }

    @Override
    public Optional<Control> press(Key key) {
        if (key.kind() == Key.Kind.CHAR || key.kind() == Key.Kind.PASTE) {
            return Optional.of(with(line.insert(oneLine(key.text()))));
        }
        return line.press(key).map(this::with);
    }

    @Override
    public boolean isTyping() {
        return true;
    }

    private Control with(TextLine next) {
        return new TextField(next, width);
    }

    /** A field has one line and only characters whose width is certain. */
    private static String oneLine(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints().filter(TextWidth::isSteady).forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
