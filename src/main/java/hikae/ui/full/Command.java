package hikae.ui.full;

import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import java.util.Optional;

/**
 * What the keys mean that mean the same on every screen. Each has a key that every terminal passes on
 * (Ctrl with a letter, or a letter outside text fields); function keys are only twins of those (U19).
 */
public enum Command {
    HELP,
    REDRAW,
    PLAIN,
    INTERRUPT,
    QUIT,
    BACK;

    /**
     * What a key stands for; empty for a letter that is text.
     *
     * @param typing whether a text field has the focus, so that letters are text (U22)
     */
    public static Optional<Command> of(Key key, boolean typing) {
        return switch (key.kind()) {
            case ESC -> Optional.of(BACK);
            case F1 -> Optional.of(HELP);
            case F3 -> Optional.of(REDRAW);
            case F4 -> Optional.of(PLAIN);
            case CTRL -> ofControl(key);
            case CHAR -> typing ? Optional.empty() : ofLetter(key.letter());
            default -> Optional.empty();
        };
    }

    /** The key without function keys that does the same. */
    public Key twin() {
        return switch (this) {
            case HELP -> Key.ctrl('g');
            case REDRAW -> Key.ctrl('l');
            case PLAIN -> Key.ctrl('t');
            case INTERRUPT -> Key.ctrl('c');
            case QUIT -> Key.typed('q');
            case BACK -> Key.of(Kind.ESC);
        };
    }

    private static Optional<Command> ofControl(Key key) {
        return switch (key.text()) {
            case "g" -> Optional.of(HELP);
            case "l" -> Optional.of(REDRAW);
            case "t" -> Optional.of(PLAIN);
            case "c" -> Optional.of(INTERRUPT);
            default -> Optional.empty();
        };
    }

    private static Optional<Command> ofLetter(char letter) {
        return switch (letter) {
            case '?' -> Optional.of(HELP);
            case 'q' -> Optional.of(QUIT);
            default -> Optional.empty();
        };
    }
}
