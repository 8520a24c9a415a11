package hikae.ui.full;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import hikae.ui.full.widget.Role;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * How roles look: the 16 colours of the terminal over its own background, text in its own colour (U58).
 * Without colour only bold is left (U59); the meaning is always in the text as well.
 */
final class Theme {
    private static final SGR[] BOLD = {SGR.BOLD};
    private static final SGR[] NORMAL = {};

    private final boolean color;
    // making a Lanterna character is slow: it looks for grapheme borders
    private final Map<Role, Map<Character, TextCharacter>> made = new EnumMap<>(Role.class);

    private Theme(boolean color) {
        this.color = color;
    }

    static Theme of(boolean color) {
        return new Theme(color);
    }

    /** A cell of a terminal. */
    TextCharacter cell(char c, Role role) {
        return made.computeIfAbsent(role, key -> new HashMap<>()).computeIfAbsent(c, key -> make(c, role));
    }

    private TextCharacter make(char c, Role role) {
        TextColor ink = color ? ink(role) : TextColor.ANSI.DEFAULT;
        return TextCharacter.fromCharacter(c, ink, TextColor.ANSI.DEFAULT, isBold(role) ? BOLD : NORMAL)[0];
    }

    private static TextColor ink(Role role) {
        return switch (role) {
            case ERROR -> TextColor.ANSI.RED;
            case OK -> TextColor.ANSI.GREEN;
            case WARNING -> TextColor.ANSI.MAGENTA; // yellow cannot be read on white
            case PLAIN, TITLE, DIM, SELECTED -> TextColor.ANSI.DEFAULT;
        };
    }

    private static boolean isBold(Role role) {
        return switch (role) {
            case TITLE, SELECTED, ERROR, WARNING -> true;
            case PLAIN, DIM, OK -> false;
        };
    }
}
