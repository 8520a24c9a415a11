package hikae.schedule;

import hikae.text.EditDistance;
import hikae.text.Problem;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a text is no time zone, and which one was probably meant. */
final class ZoneCauses {
    private static final Pattern OFFSET =
            Pattern.compile("(?i)(?:[A-Z]{3,4})?([+-])([0-9]{1,2})(?::?([0-9]{2}))?(?:[A-Z]{3,4})?");
    /** Short names and Japanese words, with the zone that people here mean by them. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("JST", "Asia/Tokyo"),
            Map.entry("\u6771\u4eac", "Asia/Tokyo"),
            Map.entry("\u65e5\u672c", "Asia/Tokyo"),
            Map.entry("JAPAN", "Asia/Tokyo"),
            Map.entry("TOKYO", "Asia/Tokyo"),
            Map.entry("KST", "Asia/Seoul"),
            Map.entry("HKT", "Asia/Hong_Kong"),
            Map.entry("SGT", "Asia/Singapore"),
            Map.entry("IST", "Asia/Kolkata"),
            Map.entry("BST", "Europe/London"),
            Map.entry("CEST", "Europe/Berlin"),
            Map.entry("EEST", "Europe/Helsinki"),
            Map.entry("MSK", "Europe/Moscow"),
            Map.entry("EST", "America/New_York"),
            Map.entry("EDT", "America/New_York"),
            Map.entry("CST", "America/Chicago"),
            Map.entry("CDT", "America/Chicago"),
            Map.entry("MST", "America/Denver"),
            Map.entry("MDT", "America/Denver"),
            Map.entry("PST", "America/Los_Angeles"),
            Map.entry("PDT", "America/Los_Angeles"),
            Map.entry("HST", "Pacific/Honolulu"),
            Map.entry("AEST", "Australia/Sydney"),
            Map.entry("AEDT", "Australia/Sydney"));

    private static final int MAX_HOURS_WEST = 12;
    private static final int MAX_HOURS_EAST = 14;
    /** Changed letters up to which another name counts as a slip. */
    private static final int SLIP = 3;

    private static final String UNSURE = "Asia/Tokyo";

    private ZoneCauses() {}

    static Problem of(String given) {
        String text = Blanks.trim(Normalizer.normalize(given, Normalizer.Form.NFKC));
        if (text.isEmpty()) {
            return Problem.of("zone-empty", UNSURE);
        }
        if (ZoneChoice.isKnown(text)) {
            return Problem.of("zone-blanks", given, text);
        }
        if (text.contains("..") || text.startsWith("/") || text.startsWith(":")) {
            return Problem.of("zone-path", given, UNSURE);
        }
        return sameLetters(text)
                .map(id -> Problem.of("zone-case", given, id))
                .or(() -> shortName(text).map(id -> Problem.of("zone-short", given, id)))
                .or(() -> offset(text).map(id -> Problem.of("zone-offset", given, id)))
                .or(() -> nearest(text).map(id -> Problem.of("zone-unknown", given, id)))
                .orElseGet(() -> Problem.of("zone-unknown", given, UNSURE));
    }

    private static Optional<String> sameLetters(String text) {
        String plain = text.replace(' ', '_');
        return ZoneChoice.ids().stream().filter(plain::equalsIgnoreCase).findFirst();
    }

    private static Optional<String> shortName(String text) {
        return Optional.ofNullable(MEANT.get(text.toUpperCase(Locale.ROOT)));
    }

    /** By what people mean: +9 is east of Greenwich. POSIX, and so {@code date}, means the opposite. */
    private static Optional<String> offset(String text) {
        Matcher offset = OFFSET.matcher(text);
        if (!offset.matches()) {
            return Optional.empty();
        }
        int hours = Integer.parseInt(offset.group(2));
        boolean minutes = offset.group(3) != null && !offset.group(3).equals("00");
        if (text.toUpperCase(Locale.ROOT).startsWith("JST")
                || (hours == 9 && offset.group(1).equals("+"))) {
            return Optional.of("Asia/Tokyo");
        }
        boolean east = offset.group(1).equals("+");
        if (hours == 0 || minutes || hours > (east ? MAX_HOURS_EAST : MAX_HOURS_WEST)) {
            return Optional.of(hours == 0 ? "UTC" : UNSURE);
        }
        return Optional.of("Etc/GMT" + (east ? "-" : "+") + hours);
    }

    private static Optional<String> nearest(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return ZoneChoice.ids().stream()
                .filter(id -> id.contains("/"))
                .sorted()
                .min(Comparator.comparingInt(id -> distance(wanted, id)))
                .filter(id -> distance(wanted, id) <= SLIP);
    }

    /** The smaller of the distances to the whole id and to its city alone. */
    private static int distance(String wanted, String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        String city = lower.substring(lower.lastIndexOf('/') + 1);
        return Math.min(EditDistance.between(wanted, lower), EditDistance.between(wanted, city));
    }
}
