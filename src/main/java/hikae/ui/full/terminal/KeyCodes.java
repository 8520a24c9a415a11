package hikae.ui.full.terminal;

import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import java.util.Map;
import java.util.Optional;

/** Which escape sequence is which key, for xterm and its relatives, rxvt, PuTTY, screen and the Linux console. */
final class KeyCodes {
    private static final Map<Character, Kind> LETTERS = Map.of(
            'A',
            Kind.UP,
            'B',
            Kind.DOWN,
            'C',
            Kind.RIGHT,
            'D',
            Kind.LEFT,
            'H',
            Kind.HOME,
            'F',
            Kind.END,
            'Z',
            Kind.BACKTAB);
    private static final Map<Character, Kind> APPLICATION =
            Map.of('P', Kind.F1, 'R', Kind.F3, 'S', Kind.F4, 'M', Kind.ENTER);
    private static final Map<Character, Kind> CONSOLE = Map.of('A', Kind.F1, 'C', Kind.F3, 'D', Kind.F4);
    private static final Map<String, Kind> NUMBERS = Map.ofEntries(
            Map.entry("1", Kind.HOME),
            Map.entry("7", Kind.HOME),
            Map.entry("4", Kind.END),
            Map.entry("8", Kind.END),
            Map.entry("3", Kind.DELETE),
            Map.entry("5", Kind.PAGE_UP),
            Map.entry("6", Kind.PAGE_DOWN),
            Map.entry("11", Kind.F1),
            Map.entry("13", Kind.F3),
            Map.entry("14", Kind.F4));

    private KeyCodes() {}

    /** The key of {@code ESC [ ...}; {@code text} is all that follows, the last character included. */
    static Optional<Kind> sequence(String text) {
        char last = text.charAt(text.length() - 1);
        String params = text.substring(0, text.length() - 1);
        if (last == '~') {
            return Optional.ofNullable(NUMBERS.get(withoutModifier(params)));
        }
        boolean plain = params.isEmpty() || params.matches("1;\\d+");
        return plain ? Optional.ofNullable(LETTERS.get(last)) : Optional.empty();
    }

    /** The key of {@code ESC O x}, what arrows are in application mode. */
    static Optional<Kind> application(char last) {
        return Optional.ofNullable(APPLICATION.containsKey(last) ? APPLICATION.get(last) : LETTERS.get(last));
    }

    /** The key of {@code ESC [ [ x}: the function keys of the Linux console. */
    static Optional<Kind> console(char last) {
        return Optional.ofNullable(CONSOLE.get(last));
    }

    /** A single character as a key: line breaks are Enter, a tab is Tab. */
    static Key typed(int codePoint) {
        return switch (codePoint) {
            case '\r', '\n' -> Key.of(Kind.ENTER);
            case '\t' -> Key.of(Kind.TAB);
            default -> Key.typed(codePoint);
        };
    }

    private static String withoutModifier(String params) {
        int semicolon = params.indexOf(';');
        return semicolon < 0 ? params : params.substring(0, semicolon);
    }
}
