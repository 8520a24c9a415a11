package hikae.ui;

import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import java.util.function.Function;

/**
 * Runs a flow so that whatever it throws is told on the screen it was thrown from, and the face can be left as
 * after any other end (U40).
 *
 * @param status what a problem means as an exit status
 * @param bug what to say of anything else; writes it down first
 */
public record Guard(Function<Problem, ExitCode> status, Function<Throwable, Problem> bug) {
    /** How the flow ended. */
    @SuppressWarnings("CatchingUnchecked") // whatever it is, the operator must learn of it in our words
    public ExitCode run(FrontEnd face, Function<FrontEnd, ExitCode> flow) {
        try {
            return flow.apply(face);
        } catch (ProblemException e) {
            face.refuse(e.problem());
            return status.apply(e.problem());
        } catch (RuntimeException | Error e) {
            face.refuse(bug.apply(e));
            return ExitCode.BUG;
        }
    }
}
