package hikae.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;

/**
 * How many terminal cells a text takes, and cutting and padding by cells: never by {@code String.length()}.
 *
 * <p>Wide and full-width characters take two cells, combining and invisible ones none, all others one; what
 * Unicode calls ambiguous counts one, so nothing of ours may contain it (see {@link #isSafeFixedText}).
 */
public final class TextWidth {
    /** First and last code point of each wide range: East Asian Width W and F of Unicode 14. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
        0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE,
        0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA,
        0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755,
        0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
        0x2E80, 0x303E, 0x3041, 0x3247, 0x3250, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
        0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x1B2FF, 0x1F004, 0x1F004, 0x1F0CF,
        0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E,
        0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440,
        0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595,
        0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5,
        0x1F6DF, 0x1F6EB, 0x1F6EF, 0x1F6F4, 0x1F6FF, 0x1F7E0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947,
        0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
    };

    private static final String SAFE_SIGNS = "、。「」・ー〜～！？（）：々";

    private TextWidth() {}

    /** The cells {@code text} takes on one line. */
    public static int of(String text) {
        int cells = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            cells += of(text.codePointAt(i));
        }
        return cells;
    }

    /** The cells of one character: 0, 1 or 2. */
    public static int of(int codePoint) {
        if (codePoint >= 0x20 && codePoint < 0x7F) {
            return 1;
        }
        if (isInvisible(codePoint)) {
            return 0;
        }
        int at = Arrays.binarySearch(WIDE, codePoint);
        // not found: an odd insertion point lies between the first and the last of a range
        return at >= 0 || (-at - 1) % 2 == 1 ? 2 : 1;
    }

    /** The longest beginning of {@code text} that fits into {@code cells}; a wide character is never split. */
    public static String cut(String text, int cells) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            used += of(codePoint);
            if (used > cells) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end);
    }

    /** {@code text} cut or filled up with blanks to exactly {@code cells}. */
    public static String pad(String text, int cells) {
        String fitting = cut(text, cells);
        return fitting + " ".repeat(Math.max(0, cells - of(fitting)));
    }

    /** {@code text} if it fits, else its beginning and {@code ...}; never wider than {@code cells}. */
    public static String shorten(String text, int cells) {
        if (of(text) <= cells) {
            return text;
        }
        return cells <= 3 ? cut(text, Math.max(0, cells)) : cut(text, cells - 3) + "...";
    }

    /**
     * The lines of {@code text}, none wider than {@code cells}: Latin words stay whole, Japanese breaks by the
     * kinsoku rules, what fits no line is cut. Line breaks in the text are kept; never an empty list.
     */
    public static List<String> wrap(String text, int cells) {
        return LineBreak.wrap(text, cells);
    }

    /**
     * Something a person or another program has written (a file name, a log line), made fit to be painted:
     * composed first, then every character whose width terminals disagree about, and every control or
     * combining one, written as {@code \\u{HEX}}. The result takes one line.
     */
    public static String safe(String text) {
        if (isSteady(text)) {
            return text; // nothing to compose either; the normalizer is slow to start
        }
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder out = new StringBuilder(composed.length() + 16);
        composed.codePoints().forEach(c -> {
            if (c == '\t') {
                out.append("    ");
            } else if (isSteady(c)) {
                out.appendCodePoint(c);
            } else {
                out.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return out.toString();
    }

    /**
     * Whether a text of our own uses only characters that every terminal draws equally wide: ASCII, kana,
     * kanji and {@value #SAFE_SIGNS}. Line breaks are allowed.
     */
    public static boolean isSafeFixedText(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || isPrintableAscii(c) || isJapanese(c));
    }

    /**
     * Whether every terminal and Lanterna draw this character equally wide: ASCII, kana, kanji, full-width and
     * half-width forms, Hangul syllables; what other people's names are made of.
     */
    public static boolean isSteady(int c) {
        return isPrintableAscii(c)
                || isJapanese(c)
                || (c >= 0x3000 && c <= 0x3029)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xFF01 && c <= 0xFF60)
                || (c >= 0xFF61 && c <= 0xFF9F);
    }

    private static boolean isSteady(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSteady(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isJapanese(int c) {
        return isKana(c) || (c >= 0x4E00 && c <= 0x9FFC) || SAFE_SIGNS.indexOf(c) >= 0;
    }

    private static boolean isKana(int c) {
        return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA);
    }

    private static boolean isPrintableAscii(int c) {
        return c >= 0x20 && c < 0x7F;
    }

    private static boolean isInvisible(int c) {
        if (c == 0xAD) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> true;
            default -> c >= 0x1160 && c <= 0x11FF;
        };
    }
}
