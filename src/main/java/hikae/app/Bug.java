package hikae.app;

import hikae.host.Files;
import hikae.text.Messages;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Runner;
import hikae.work.Trace;
import java.nio.file.Path;
import java.util.List;

/** What the operator sees of a bug of ours: an apology and the path of the log. */
public final class Bug {
    private static final String LOG = "bug.log";

    private Bug() {}

    /** Writes the trace to a log of mode 0600 and says where; work that was begun is not stopped by it. */
    public static Problem problem(Throwable thrown, Start start) {
        List<String> trace = Trace.lines(thrown);
        Path state = start.environment().stateDirectory();
        Path log = state.resolve(LOG);
        try {
            Files files = start.host().files();
            files.makeDirectory(state, Files.PRIVATE_DIRECTORY);
            files.append(log, start.environment().clock().instant().toString(), false);
            trace.forEach(line -> files.append(log, line, false));
        } catch (ProblemException unwritable) {
            return Problem.of("bug-unlogged", log, String.join(" ", trace.subList(0, Math.min(3, trace.size()))));
        }
        return Problem.of(Runner.isWorking() ? "bug-working" : "bug", log);
    }

    /** The same on the plain terminal, for a face that is itself what is broken. */
    public static int report(Throwable thrown, Start start) {
        Messages words = Messages.in(start.language());
        Problem problem = problem(thrown, start);
        start.err().println(words.say(problem.sentence()));
        start.err().println(words.say(problem.hint()));
        return ExitCode.BUG.status();
    }
}
