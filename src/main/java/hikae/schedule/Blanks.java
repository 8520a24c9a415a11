package hikae.schedule;

import java.util.ArrayList;
import java.util.List;

/** What Go's {@code unicode.IsSpace} calls a blank: more than Java's, among others the full-width blank. */
final class Blanks {
    private Blanks() {}

    static boolean isBlank(int c) {
        return (c >= '\t' && c <= '\r') || c == ' ' || c == 0x85 || c == 0xA0 || isWideBlank(c);
    }

    private static boolean isWideBlank(int c) {
        return Character.isSpaceChar(c) && c != 0x180E;
    }

    /** As Go's {@code strings.Fields}. */
    static List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean blank = i == text.length() || isBlank(text.charAt(i));
            if (!blank && start < 0) {
                start = i;
            } else if (blank && start >= 0) {
                fields.add(text.substring(start, i));
                start = -1;
            }
        }
        return fields;
    }

    /** As Go's {@code strings.TrimSpace}. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
