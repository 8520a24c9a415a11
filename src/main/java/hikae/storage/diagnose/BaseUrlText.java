package hikae.storage.diagnose;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of what somebody typed into Misskey's field "Base URL". */
final class BaseUrlText {
    private static final Pattern PARTS = Pattern.compile("(?i)(?:(?<scheme>[a-z]+)://)?(?<host>[^/]*)(?<path>.*)");

    private BaseUrlText() {}

    /** Lower case, without a port; empty text where there is none. */
    static String host(String url) {
        return part(url, "host").replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
    }

    /** Lower case; empty text where there is none. */
    static String scheme(String url) {
        return part(url, "scheme").toLowerCase(Locale.ROOT);
    }

    /** What is behind the host, with its first slash. */
    static String ending(String url) {
        return part(url, "path");
    }

    /** What goes behind the host for objects that all begin so. */
    static String path(String before) {
        return before.isEmpty() ? "" : "/" + before.substring(0, before.length() - 1);
    }

    private static String part(String url, String name) {
        Matcher parts = PARTS.matcher(url);
        String found = parts.matches() ? parts.group(name) : null;
        return found == null ? "" : found;
    }
}
