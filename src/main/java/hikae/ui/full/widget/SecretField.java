package hikae.ui.full.widget;

import hikae.text.TextWidth;
import java.util.List;
import java.util.Optional;

/**
 * A field whose text is shown as stars; after leaving it by its length and, if it is long enough that they
 * give nothing away, its last four characters (U28). Takes printable ASCII only (U30).
 *
 * @param line what is in it
 * @param refused the character refused by the last key; empty text for none
 * @param revealed whether the operator asked to see it; the screen takes that back after a while (U29)
 */
public record SecretField(TextLine line, String refused, boolean revealed) implements Control {
    private static final int WIDEST = 60;
    private static final int LONG_ENOUGH = 16;
    private static final int TAIL = 4;

    /** A field with this secret in it, or none. */
    public static SecretField of(String text) {
        return new SecretField(TextLine.of(text), "", false);
    }

    @Override
    public String text() {
        return line.text();
    }

    /** The same, shown or hidden. */
    public SecretField revealed(boolean shown) {
        return new SecretField(line, refused, shown);
    }

    @Override
    public List<Row> draw(Words words, int available, boolean focused) {
        int width = Math.min(available, WIDEST);
        if (revealed) {
            return List.of(line.draw(width, focused));
        }
        if (focused) {
            TextLine stars = new TextLine("*".repeat(line.text().length()), line.cursor());
            return List.of(stars.draw(width, true));
        }
        return List.of(Row.plain("[" + TextWidth.pad(summary(words, width - 2), width - 2) + "]"));
    }

    @Override
    public Optional<Control> press(Key key) {
        if (key.kind() == Key.Kind.CHAR || key.kind() == Key.Kind.PASTE) {
            return Optional.of(insert(key.text()));
        }
        return line.press(key).map(next -> new SecretField(next, "", revealed));
    }

    @Override
    public boolean isTyping() {
        return true;
    }

    @Override
    public String remark(Words words) {
        if (refused.isEmpty()) {
            return "";
        }
        String shown = TextWidth.safe(refused);
        boolean fullWidth = refused.codePointAt(0) >= 0xFF01 && refused.codePointAt(0) <= 0xFF5E;
        return words.get(fullWidth ? "ui.secret.full-width" : "ui.secret.not-ascii", shown);
    }

    @Override
    public Control left() {
        return new SecretField(TextLine.of(line.text()), "", false);
    }

    @Override
    public String toString() {
        return "SecretField(" + line.text().length() + ")";
    }

    private SecretField insert(String typed) {
        StringBuilder kept = new StringBuilder();
        String bad = "";
        for (int i = 0; i < typed.length(); i += Character.charCount(typed.codePointAt(i))) {
            int c = typed.codePointAt(i);
            if (c > 0x20 && c < 0x7F) {
                kept.appendCodePoint(c);
            } else if (bad.isEmpty() && c > 0x20) {
                bad = Character.toString(c);
            }
        }
        // half a secret is worse than none: a paste with a strange character is refused whole
        boolean whole = bad.isEmpty();
        return new SecretField(whole ? line.insert(kept.toString()) : line, bad, revealed);
    }

    private String summary(Words words, int room) {
        int length = line.text().length();
        if (length == 0) {
            return words.get("ui.secret.empty");
        }
        String count = words.get("ui.secret.length", length);
        String tail = length >= LONG_ENOUGH ? line.text().substring(length - TAIL) : "";
        int stars = Math.min(length - tail.length(), Math.max(0, room - TextWidth.of(count) - tail.length() - 2));
        String left = "*".repeat(stars) + tail;
        int gap = Math.max(1, room - TextWidth.of(left) - TextWidth.of(count));
        return left + " ".repeat(Math.min(gap, 3)) + count;
    }
}
