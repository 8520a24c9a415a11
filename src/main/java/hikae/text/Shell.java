package hikae.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Words of a shell, for every command that is shown to be pasted: whatever is in a name stays a name. */
public final class Shell {
    private Shell() {}

    /**
     * One word: the text itself where nothing in it is special to a shell, else quoted. Nothing in single quotes is
     * special but the quote itself; what no screen shows is written in those quotes of bash, ksh and zsh that have
     * escapes.
     */
    public static String word(String text) {
        if (text.matches("[A-Za-z0-9_./-]+")) {
            return text;
        }
        return text.codePoints().anyMatch(Shell::isUnseen) ? escaped(text) : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String escaped(String text) {
        StringBuilder word = new StringBuilder("$'");
        text.codePoints().forEach(c -> {
            if (isUnseen(c)) {
                for (byte one : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    word.append(String.format(Locale.ROOT, "\\x%02x", one));
                }
            } else {
                word.append(c == '\'' || c == '\\' ? "\\" : "").appendCodePoint(c);
            }
        });
        return word.append('\'').toString();
    }

    /** What a screen would show in another way than it is, so that what is copied from there would be another name. */
    private static boolean isUnseen(int c) {
        return c == '\t' || !TextWidth.isSteady(c);
    }
}
