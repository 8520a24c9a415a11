package hikae.host;

import java.util.regex.Pattern;

/** Other programs' output, made harmless: no escape sequences, no control characters, not endless. */
public final class Plain {
    private static final int SENTENCE = 300;

    /** CSI and OSC sequences, then any other two-character escape. */
    private static final Pattern ESCAPES =
            Pattern.compile("\u001B\\[[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)|\u001B.?");

    /** Control characters but tab and line feed, and those that turn the direction of writing. */
    private static final Pattern CONTROLS =
            Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\u200E\u200F\u202A-\u202E\u2066-\u2069]");

    private Plain() {}

    /** Several lines; a carriage return, as progress bars use it, starts a new one. */
    public static String text(String raw) {
        String visible = ESCAPES.matcher(raw).replaceAll("");
        return CONTROLS.matcher(visible.replace("\r\n", "\n").replace('\r', '\n'))
                .replaceAll("");
    }

    /** One short line, for a sentence. */
    public static String sentence(String raw) {
        String line = text(raw).replaceAll("\\s+", " ").strip();
        return line.length() <= SENTENCE ? line : line.substring(0, SENTENCE) + "...";
    }
}
