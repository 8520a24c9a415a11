package hikae.ui;

import hikae.text.Message;
import hikae.work.Run;
import java.util.Set;

/** What it means to leave while work is being done (U47): it goes on, and how its outcome can be taken back. */
public final class Leaving {
    /** Flows that put something else in the place of the live database. */
    private static final Set<String> REPLACING = Set.of("restore", "undo");

    private Leaving() {}

    /** The sentence for this run. */
    public static Message of(Run run) {
        return Message.of(REPLACING.contains(run.plan().flow()) ? "ui.leave.replacing" : "ui.leave.working");
    }
}
