package hikae.work;

import hikae.text.Finding;
import hikae.text.Message;
import java.time.Instant;
import java.util.Optional;

/** What a step tells while it works; it never formats, a face does. */
public interface Progress {
    /** So much is done; a total of 0 means unknown. */
    void advanced(long done, long total, Message unit);

    /** A line for the log; secrets must not be in it. */
    void said(String line);

    /**
     * A clock that matters to the operator runs, such as the time for which something is out of service.
     *
     * @param name what it counts
     * @param since when it began to run
     * @param until when it was stopped; empty while it runs
     */
    void clocked(Message name, Instant since, Optional<Instant> until);

    /** Something was proved or disproved. */
    void found(Finding finding);
}
