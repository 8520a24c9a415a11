package hikae.work;

import hikae.host.Host;
import hikae.text.Message;
import java.util.List;

/**
 * One act, as data. May be run again from its start at any time, also when its work is already done; a
 * resume starts with the first step not marked done.
 */
public interface Step {
    /** The stable name in the journal, unique in its plan. */
    String id();

    /** What it does, for the list of steps. */
    Message title();

    /** What it will change, for the preview. */
    List<Change> changes();

    /** Does it; a {@link hikae.text.ProblemException} ends the run. */
    void run(Host host, Progress progress);
}
