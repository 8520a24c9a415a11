package hikae.schedule;

import java.time.ZonedDateTime;
import java.util.Optional;

/** When something runs: by six fields or by a fixed pause. */
sealed interface Timing permits FieldTiming, EveryTiming {
    /** The first run after the moment, in the moment's zone; empty if there is none within five years. */
    Optional<ZonedDateTime> next(ZonedDateTime after);
}
