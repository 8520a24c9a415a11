package hikae.ask;

import hikae.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pasted value without what came along by accident (U27): line breaks, blanks around it, invisible
 * characters, quotes, a {@code KEY=} in front. Says what was removed.
 *
 * @param text the value
 * @param removed what was taken away, in words; empty when nothing was
 */
public record Paste(String text, List<Message> removed) {
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\r\\n\\t]]");
    private static final Pattern KEY = Pattern.compile("^(?:export\\s+)?([A-Z][A-Z0-9_]{2,})=(?=.)");
    private static final String QUOTES = "\"'`";

    public Paste {
        removed = List.copyOf(removed);
    }

    /** The value in a pasted text. Of several lines the first that is not empty counts. */
    public static Paste of(String raw) {
        List<Message> removed = new ArrayList<>();
        String text = visible(raw, removed);
        text = oneLine(text, removed);
        text = withoutKey(text, removed);
        text = unquoted(text, removed);
        return new Paste(text, removed);
    }

    private static String visible(String text, List<Message> removed) {
        String kept = INVISIBLE.matcher(text).replaceAll("");
        return noting(text, kept, "ask.paste.invisible", removed);
    }

    private static String oneLine(String text, List<Message> removed) {
        List<String> lines =
                text.lines().map(Paste::trimmed).filter(line -> !line.isEmpty()).toList();
        String first = lines.isEmpty() ? "" : lines.get(0);
        if (lines.size() > 1) {
            removed.add(Message.of("ask.paste.lines", lines.size() - 1));
        } else if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            removed.add(Message.of("ask.paste.break"));
        } else {
            return noting(text, first, "ask.paste.blanks", removed);
        }
        return first;
    }

    private static String withoutKey(String text, List<Message> removed) {
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            return text;
        }
        removed.add(Message.of("ask.paste.key", key.group(1)));
        return trimmed(text.substring(key.end()));
    }

    private static String unquoted(String text, List<Message> removed) {
        int last = text.length() - 1;
        boolean quoted = last > 0 && QUOTES.indexOf(text.charAt(0)) >= 0 && text.charAt(0) == text.charAt(last);
        return quoted ? noting(text, trimmed(text.substring(1, last)), "ask.paste.quotes", removed) : text;
    }

    private static String noting(String before, String after, String key, List<Message> removed) {
        if (!before.equals(after)) {
            removed.add(Message.of(key));
        }
        return after;
    }

    /** Blanks of every kind, the full-width one included. */
    private static String trimmed(String text) {
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

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
