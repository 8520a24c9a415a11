package hikae.schedule;

import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A time zone that the backup image knows: an id of the tz database in its exact case. On anything else go-cron
 * silently falls back to UTC, while the names of the files may follow yet another zone.
 */
public record ZoneChoice(ZoneId zone) {
    private static final Duration A_YEAR = Duration.ofDays(366);

    /** In a holder of its own, so that nothing is read before the first question about zones. */
    private static final class Known {
        /** The JDK's ids are those of the tz database and these, which only Java has. */
        private static final String ONLY_JAVA = "SystemV/";

        private static final Set<String> IDS = ids();

        private static Set<String> ids() {
            Set<String> ids = new TreeSet<>(ZoneId.getAvailableZoneIds());
            ids.removeIf(id -> id.startsWith(ONLY_JAVA));
            return Set.copyOf(ids);
        }
    }

    /**
     * Reads an id as it stands; nothing is put right here, because an existing TZ is judged by the same rule.
     *
     * @throws ProblemException with a suggestion, if it is not an id of the tz database
     */
    public static ZoneChoice parse(String id) {
        if (!isKnown(id)) {
            throw new ProblemException(problem(id));
        }
        return new ZoneChoice(ZoneId.of(id));
    }

    /** Why an id is none, with a suggestion. */
    public static Problem problem(String id) {
        return ZoneCauses.of(id);
    }

    /** The same; empty where it is not one. */
    public static Optional<ZoneChoice> understood(String id) {
        return isKnown(id) ? Optional.of(new ZoneChoice(ZoneId.of(id))) : Optional.empty();
    }

    /** The id, such as {@code Asia/Tokyo}. */
    public String id() {
        return zone.getId();
    }

    /** Whether there is summer time, or another change of the clock, within the next year. */
    public boolean hasSummerTime(Instant now) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(now);
        return change != null && change.getInstant().isBefore(now.plus(A_YEAR));
    }

    /** One sentence on summer time, for under the list. */
    public Message summerTime(Instant now) {
        return Message.of(hasSummerTime(now) ? "schedule.zone.summer" : "schedule.zone.no-summer", id());
    }

    /**
     * The zones whose id contains every word of the filter, in any case and with a blank for an underscore; those
     * where a part of the name begins with it come first.
     */
    public static List<ZoneChoice> list(String filter) {
        String wanted = plain(filter);
        return Stream.concat(
                        matching(wanted).filter(id -> beginsPart(id, wanted)),
                        matching(wanted).filter(id -> !beginsPart(id, wanted)))
                .map(id -> new ZoneChoice(ZoneId.of(id)))
                .toList();
    }

    private static Stream<String> matching(String wanted) {
        return ids().stream().sorted().filter(id -> plain(id).contains(wanted));
    }

    private static boolean beginsPart(String id, String wanted) {
        return plain(id).startsWith(wanted) || plain(id).contains("/" + wanted);
    }

    private static String plain(String text) {
        return text.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
    }

    static boolean isKnown(String id) {
        return ids().contains(id);
    }

    static Set<String> ids() {
        return Known.IDS;
    }
}
