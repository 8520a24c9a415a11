package hikae.work;

import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What happens in a run, for whoever follows it. */
public sealed interface Event {
    /** When it happened. */
    Instant at();

    /** A step has begun; {@code index} is that of {@link Plan#step}, from 0. */
    record Started(Instant at, int index) implements Event {}

    /** The step that runs has done so much; a total of 0 means unknown. */
    record Advanced(Instant at, long done, long total, Message unit) implements Event {}

    /** A line for the log. */
    record Said(Instant at, String line) implements Event {}

    /** A clock that is named runs since then; with its end it stands. */
    record Clocked(Instant at, Message name, Instant since, Optional<Instant> until) implements Event {
        /** What it shows at this moment. */
        public Duration shown(Instant now) {
            Duration span = Duration.between(since, until.orElse(now));
            return span.isNegative() ? Duration.ZERO : span;
        }
    }

    /** Something was proved or disproved. */
    record Found(Instant at, Finding finding) implements Event {}

    /** A step has ended well. */
    record Finished(Instant at, int index) implements Event {}

    /** A step has failed, and with it the run; what comes after is the way back. */
    record Failed(Instant at, int index, Problem problem) implements Event {}

    /** The run is over. */
    record Ended(Instant at) implements Event {}
}
