package hikae.ui.full.terminal;

import com.googlecode.lanterna.TextColor;
import hikae.ui.full.widget.Role;

/**
 * How roles look: the 16 colours of the terminal over its own background, text in its own colour (U58).
 * Without colour only bold is left (U59); the meaning is always in the text as well.
 *
 * @param color whether there is colour
 */
public record Theme(boolean color) {
    public static Theme of(boolean color) {
        return new Theme(color);
    }

    /** The colour of a text. */
    public TextColor ink(Role role) {
        if (!color) {
            return TextColor.ANSI.DEFAULT;
        }
        return switch (role) {
            case ERROR -> TextColor.ANSI.RED;
            case OK -> TextColor.ANSI.GREEN;
            case WARNING -> TextColor.ANSI.MAGENTA; // yellow cannot be read on white
            case PLAIN, TITLE, DIM, SELECTED -> TextColor.ANSI.DEFAULT;
        };
    }

    /** Whether a text is bold. */
    boolean isBold(Role role) {
        return switch (role) {
            case TITLE, SELECTED, ERROR, WARNING -> true;
            case PLAIN, DIM, OK -> false;
        };
    }
}
