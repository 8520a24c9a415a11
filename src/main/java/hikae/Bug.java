package hikae;

import hikae.host.Files;
import hikae.text.Messages;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Trace;
import java.nio.file.Path;

/** What the operator sees of a bug of ours: an apology and the path of the log. */
final class Bug {
    private Bug() {}

    /** Writes the trace to a log of mode 0600 and says where. */
    static int report(Exception e, Start start) {
        Messages words = Messages.in(start.language());
        Path state = start.environment().stateDirectory();
        Path log = state.resolve("bug.log");
        try {
            Files files = start.host().files();
            files.makeDirectory(state, Files.PRIVATE_DIRECTORY);
            files.append(log, start.environment().clock().instant().toString(), false);
            Trace.lines(e).forEach(line -> files.append(log, line, false));
        } catch (ProblemException unwritable) {
            Trace.lines(e).stream().limit(5).forEach(start.err()::println);
        }
        start.err().println(words.get("problem.bug", log));
        start.err().println(words.get("problem.bug.hint", log));
        return ExitCode.BUG.status();
    }
}
