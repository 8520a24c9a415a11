package hikae.recovery.server;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What the name of a kept database tells. */
public final class KeptName {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");
    private static final int BEFORE_TIME = "hikae_kept_".length();
    private static final int TIME_LENGTH = 15;

    private KeptName() {}

    /** When it was replaced; empty when this is no name of one. */
    public static Optional<Instant> replaced(String database) {
        if (!Names.isKept(database)) {
            return Optional.empty();
        }
        String time = database.substring(BEFORE_TIME, BEFORE_TIME + TIME_LENGTH);
        return Optional.of(LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC));
    }
}
