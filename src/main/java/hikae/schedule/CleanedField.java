package hikae.schedule;

import hikae.text.Message;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A pasted expression, put into the characters that go-cron knows.
 *
 * @param text what to go on with
 * @param corrections what was changed, for the operator
 */
record CleanedField(String text, List<Message> corrections) {
    /** Most are: they need none of the work. */
    private static final Pattern PLAIN = Pattern.compile("[!#-&(-_a-~](?:[ !#-&(-_a-~]*[!#-&(-_a-~])?");

    private static final String PAIRS = "\"\"''``\u201c\u201d\u2018\u2019\u300c\u300d";

    static CleanedField of(String given) {
        if (PLAIN.matcher(given).matches()) {
            return new CleanedField(given, List.of());
        }
        List<Message> corrections = new ArrayList<>();
        String visible = note(given, visible(given), "schedule.corrected.invisible", corrections);
        String narrow = note(visible, narrow(visible), "schedule.corrected.width", corrections);
        String bare = note(narrow, unquoted(narrow), "schedule.corrected.quotes", corrections);
        String ends = Blanks.trim(bare);
        // go-cron refuses "@daily" with a blank around it; blanks around fields do no harm
        String text = ends.startsWith("@") ? note(bare, ends, "schedule.corrected.blanks", corrections) : ends;
        return new CleanedField(text, List.copyOf(corrections));
    }

    private static String note(String before, String after, String key, List<Message> corrections) {
        if (!after.equals(before)) {
            corrections.add(Message.of(key, after));
        }
        return after;
    }

    /** Without byte order marks, zero-width characters and other things nobody sees; a line end becomes a blank. */
    private static String visible(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Blanks.isBlank(c)) {
                kept.appendCodePoint(c < ' ' || c == 0x85 || c == 0x2028 || c == 0x2029 ? ' ' : c);
            } else if (Character.getType(c) != Character.FORMAT && !Character.isISOControl(c)) {
                kept.appendCodePoint(c);
            }
        });
        return kept.toString();
    }

    /** Full-width letters, digits, signs and blanks become the ordinary ones. */
    private static String narrow(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    private static String unquoted(String text) {
        String inner = Blanks.trim(text);
        while (inner.length() >= 2 && isPair(inner.charAt(0), inner.charAt(inner.length() - 1))) {
            inner = Blanks.trim(inner.substring(1, inner.length() - 1));
        }
        return inner.equals(Blanks.trim(text)) ? text : inner;
    }

    private static boolean isPair(char open, char close) {
        for (int i = 0; i < PAIRS.length(); i += 2) {
            if (PAIRS.charAt(i) == open && PAIRS.charAt(i + 1) == close) {
                return true;
            }
        }
        return false;
    }
}
