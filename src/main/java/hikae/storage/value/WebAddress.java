package hikae.storage.value;

import hikae.text.Message;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a pasted address.
 *
 * @param host lower case, without a trailing dot
 * @param port without the colon; empty when there is none or it is that of https
 * @param path without slashes around it, without question mark and what follows
 * @param tidied the text it was read from, with what was corrected
 */
record WebAddress(String host, String port, String path, CleanedInput tidied) {
    private static final Pattern PARTS = Pattern.compile(
            "(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?(?<host>[^/?#:]*)(?::(?<port>[0-9]*))?(?<path>/[^?#]*)?(?:[?#].*)?",
            Pattern.DOTALL);

    static WebAddress of(String given) {
        CleanedInput tidied = CleanedInput.of(given);
        Matcher parts = PARTS.matcher(tidied.text());
        if (!parts.matches()) {
            return new WebAddress(tidied.text(), "", "", tidied);
        }
        String scheme = parts.group("scheme");
        if (scheme != null && !scheme.equalsIgnoreCase("https")) {
            tidied = tidied.noting(Message.of("storage.corrected.scheme", scheme));
        }
        String host = parts.group("host").toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        String port = parts.group("port") == null || parts.group("port").equals("443") ? "" : parts.group("port");
        String path = parts.group("path") == null ? "" : parts.group("path").replaceAll("^/+|/+$", "");
        return new WebAddress(host, port, path, tidied);
    }
}
