package hikae.recovery.run;

import hikae.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long Misskey did not answer because of a run, by what the run has noted. */
public final class Downtime {
    private Downtime() {}

    /** What its clock is called: from the stop until Misskey answers again. */
    public static Message clock() {
        return Message.of("recovery.clock");
    }

    /** When it had its last answer; empty where it was not seen to answer: since when it does not, is not known then. */
    public static Optional<Instant> since(RunNotes notes) {
        MisskeyAnswer before =
                notes.get(Note.ANSWERED_BEFORE).orElse(MisskeyAnswer.ANSWERS); // an older Hikae noted none
        return before == MisskeyAnswer.ANSWERS ? notes.get(Note.OFFLINE_SINCE) : Optional.empty();
    }

    /** From its last answer to its next; where it was not seen to answer before, it is not known since when. */
    public static Optional<Duration> whole(RunNotes notes) {
        return since(notes).flatMap(since -> until(notes, since, Note.ONLINE_AT));
    }

    /** The promise: a few seconds, whatever the size; Misskey's own start is shown apart. */
    public static Optional<Duration> toSwitch(RunNotes notes) {
        return notes.get(Note.OFFLINE_SINCE).flatMap(since -> until(notes, since, Note.SWITCHED_AT));
    }

    private static Optional<Duration> until(RunNotes notes, Instant since, Note<Instant> end) {
        return notes.get(end).map(at -> Duration.between(since, at));
    }
}
