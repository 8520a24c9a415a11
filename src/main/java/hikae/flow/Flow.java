package hikae.flow;

import hikae.ask.Interview;
import hikae.ui.Navigation;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import hikae.work.Runner;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * From questions to a plan, to a yes, to the work, to its report; each step back leads to the one before. How a flow
 * ended is empty when the operator went back before its beginning, and {@link ExitCode#LEFT} when he left.
 */
public final class Flow {
    private final Session session;

    Flow(Session session) {
        this.session = session;
    }

    /**
     * Asks until all is answered, then goes on; back from there leads to the last question.
     *
     * @param then what follows from the answers; empty when the operator went back from it
     */
    public Optional<ExitCode> ask(Interview interview, Supplier<Optional<ExitCode>> then) {
        while (true) {
            Navigation navigation = session.face().conduct(interview);
            if (navigation != Navigation.NEXT) {
                return ended(navigation);
            }
            Optional<ExitCode> exit = then.get();
            if (exit.isPresent()) {
                return exit;
            }
        }
    }

    /** Shows what will be done; with a yes it is done. */
    public Optional<ExitCode> approve(Preview preview, Supplier<ExitCode> work) {
        Navigation navigation = session.face().approve(preview);
        return navigation == Navigation.NEXT ? Optional.of(work.get()) : ended(navigation);
    }

    /** Shows a plan; with a yes it is done and reported. */
    public Optional<ExitCode> approve(Plan plan, Function<Run, Report> report) {
        return approve(Preview.of(plan), () -> follow(plan, report));
    }

    /** Does a plan to its end, then shows what came of it. */
    public ExitCode follow(Plan plan, Function<Run, Report> report) {
        return follow(new Runner(session.host()).start(plan), report);
    }

    /** The same with a run that has begun. */
    public ExitCode follow(Run run, Function<Run, Report> report) {
        return followed(run).map(over -> show(report.apply(over))).orElse(ExitCode.LEFT);
    }

    /** Does a plan to its end; empty when the operator left before. */
    public Optional<Run> done(Plan plan) {
        return followed(new Runner(session.host()).start(plan));
    }

    private Optional<Run> followed(Run run) {
        boolean left = session.face().follow(run) == Navigation.LEAVE && !run.isOver();
        return left ? Optional.empty() : Optional.of(run);
    }

    /** Shows how it ended. */
    public ExitCode show(Report report) {
        session.face().show(report);
        return report.exit();
    }

    /** Shows why nothing is done: all is as it should be, or it was only to be told what would be done. */
    public Optional<ExitCode> instead(Report report) {
        session.face().show(report);
        return Optional.of(ExitCode.DONE);
    }

    /** How a flow ends when a screen was not left onward. */
    public static Optional<ExitCode> ended(Navigation navigation) {
        return navigation == Navigation.BACK ? Optional.empty() : Optional.of(ExitCode.LEFT);
    }
}
