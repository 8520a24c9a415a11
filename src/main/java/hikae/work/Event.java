package hikae.work;

import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.time.Instant;

/** What happens in a run, for whoever follows it. */
public sealed interface Event {
    /** When it happened. */
    Instant at();

    /** A step has begun; {@code index} is from 0. */
    record Started(Instant at, int index) implements Event {}

    /** The step that runs has done so much; a total of 0 means unknown. */
    record Advanced(Instant at, long done, long total, Say unit) implements Event {}

    /** A line for the log. */
    record Said(Instant at, String line) implements Event {}

    /** Something was proved or disproved. */
    record Found(Instant at, Finding finding) implements Event {}

    /** A step has ended well. */
    record Finished(Instant at, int index) implements Event {}

    /** A step has failed, and with it the run. */
    record Failed(Instant at, int index, Problem problem) implements Event {}

    /** The run is over. */
    record Ended(Instant at) implements Event {}
}
