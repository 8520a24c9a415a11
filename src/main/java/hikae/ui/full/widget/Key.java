package hikae.ui.full.widget;

import java.text.Normalizer;
import java.util.Locale;

/**
 * One thing the screen has to react to: a key, a paste, or news from outside.
 *
 * @param kind what it is
 * @param text the character of CHAR, the letter of CTRL (lower case), the content of PASTE; else empty
 */
public record Key(Kind kind, String text) {
    /** What can happen. */
    public enum Kind {
        CHAR,
        CTRL,
        PASTE,
        UP,
        DOWN,
        LEFT,
        RIGHT,
        HOME,
        END,
        PAGE_UP,
        PAGE_DOWN,
        DELETE,
        BACKSPACE,
        ENTER,
        TAB,
        BACKTAB,
        ESC,
        F1,
        F3,
        F4,
        /** The terminal has another size. */
        RESIZED,
        /** Somebody else has news, or the time asked for is over. */
        WOKEN,
        /** There is no terminal any more. */
        CLOSED
    }

    /** A key without text of its own. */
    public static Key of(Kind kind) {
        return new Key(kind, "");
    }

    /** A typed character. */
    public static Key typed(int codePoint) {
        return new Key(Kind.CHAR, Character.toString(codePoint));
    }

    /** A typed character. */
    public static Key typed(char letter) {
        return typed((int) letter);
    }

    /** Ctrl with a letter a to z. */
    public static Key ctrl(char letter) {
        return new Key(Kind.CTRL, String.valueOf(letter));
    }

    /** A pasted text, as it came. */
    public static Key paste(String text) {
        return new Key(Kind.PASTE, text);
    }

    /** Whether this is Ctrl with {@code letter}. */
    public boolean isCtrl(char letter) {
        return kind == Kind.CTRL && text.charAt(0) == letter;
    }

    /**
     * The letter, digit or sign this key means as a command: lower case, and half-width even if an input
     * method sent the full-width form (U22); 0 if it is no single typed character.
     */
    public char letter() {
        if (kind != Kind.CHAR) {
            return 0;
        }
        if (text.charAt(0) < 0x7F) {
            return Character.toLowerCase(text.charAt(0)); // the normalizer is slow to start
        }
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return folded.length() == 1 ? folded.charAt(0) : 0;
    }
}
