package hikae.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Random;

/** Moments in all kinds of zones, most of them close to a change of the clock. */
final class MadeUpMoments {
    /** Half hours, half an hour of summer time, two hours of it, changes at midnight; none with recent politics. */
    private static final List<String> ZONES = List.of(
            "Asia/Tokyo",
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "America/Havana",
            "America/Santiago",
            "Atlantic/Azores",
            "Pacific/Chatham",
            "Antarctica/Troll",
            "America/St_Johns",
            "Asia/Kathmandu",
            "Asia/Beirut",
            "America/Sao_Paulo");

    private static final long FROM = Instant.parse("2016-01-01T00:00:00Z").getEpochSecond();
    private static final int TEN_YEARS = 10 * 366 * 86_400;
    private static final int TWO_DAYS = 2 * 86_400;

    private final Random random;

    MadeUpMoments(long seed) {
        this.random = new Random(seed);
    }

    ZonedDateTime any() {
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Instant moment = Instant.ofEpochSecond(FROM + random.nextInt(TEN_YEARS));
        ZoneOffsetTransition change = zone.getRules().nextTransition(moment);
        if (change != null && random.nextInt(4) > 0) {
            moment = change.getInstant().plusSeconds(random.nextInt(2 * TWO_DAYS) - TWO_DAYS);
        }
        return moment.atZone(zone);
    }
}
