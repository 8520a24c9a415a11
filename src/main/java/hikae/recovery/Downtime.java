package hikae.recovery;

import hikae.text.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long Misskey did not answer because of a run, by what the run has noted. */
final class Downtime {
    private Downtime() {}

    /** What its clock is called: from the stop until Misskey answers again. */
    static Say clock() {
        return Say.of("recovery.clock");
    }

    /** When it had its last answer; empty where it was not seen to answer: since when it does not, is not known then. */
    static Optional<Instant> since(Notes notes) {
        MisskeyAnswer before =
                notes.get(Note.ANSWERED_BEFORE).orElse(MisskeyAnswer.ANSWERS); // an older Hikae noted none
        return before == MisskeyAnswer.ANSWERS ? notes.get(Note.OFFLINE_SINCE) : Optional.empty();
    }

    /** From its last answer to its next; where it was not seen to answer before, it is not known since when. */
    static Optional<Duration> whole(Notes notes) {
        return since(notes).flatMap(since -> until(notes, since, Note.ONLINE_AT));
    }

    /** The promise: a few seconds, whatever the size; Misskey's own start is shown apart. */
    static Optional<Duration> toSwitch(Notes notes) {
        return notes.get(Note.OFFLINE_SINCE).flatMap(since -> until(notes, since, Note.SWITCHED_AT));
    }

    private static Optional<Duration> until(Notes notes, Instant since, Note<Instant> end) {
        return notes.get(end).map(at -> Duration.between(since, at));
    }
}
