package hikae.ui.full;

import hikae.text.Finding;
import hikae.text.Problem;
import hikae.work.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the events of a run add up to. */
final class WorkState {
    /** How a step stands. */
    enum Status {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    private final List<Status> steps = new ArrayList<>();
    private final List<Instant> begun = new ArrayList<>();
    private final List<Instant> ended = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private Optional<Event.Advanced> progress = Optional.empty();
    private Optional<Event.Clocked> clock = Optional.empty();
    private Optional<Problem> problem = Optional.empty();
    private boolean over;

    private final int forth;

    /** For so many steps, and so many of the way back. */
    WorkState(int forth, int back) {
        this.forth = forth;
        int count = forth + back;
        for (int i = 0; i < count; i++) {
            steps.add(Status.WAITING);
            begun.add(Instant.MAX);
            ended.add(Instant.MAX);
        }
    }

    /** Shows what happened next. */
    void add(Event event) {
        if (event instanceof Event.Started started) {
            start(started.index(), started.at());
        } else if (event instanceof Event.Finished finished) {
            end(finished.index(), finished.at(), Status.DONE);
        } else if (event instanceof Event.Failed failed) {
            end(failed.index(), failed.at(), Status.FAILED);
            problem = problem.or(() -> Optional.of(failed.problem()));
        } else if (event instanceof Event.Advanced advanced) {
            progress = Optional.of(advanced);
        } else if (event instanceof Event.Said said) {
            log.add(said.line());
        } else if (event instanceof Event.Clocked clocked) {
            clock = Optional.of(clocked);
        } else if (event instanceof Event.Found found) {
            findings.add(found.finding());
        } else if (event instanceof Event.Ended) {
            over = true;
        }
    }

    private void start(int index, Instant at) {
        // a resumed run passes over what an earlier process has done
        for (int before = 0; before < index && index < forth; before++) {
            if (steps.get(before) == Status.WAITING) {
                steps.set(before, Status.DONE);
            }
        }
        begun.set(index, at);
        steps.set(index, Status.RUNNING);
        progress = Optional.empty();
    }

    private void end(int index, Instant at, Status status) {
        // what fails before its start, such as the record of the run, took no time
        if (begun.get(index).equals(Instant.MAX)) {
            begun.set(index, at);
        }
        ended.set(index, at);
        steps.set(index, status);
        progress = Optional.empty();
    }

    Status status(int step) {
        return steps.get(step);
    }

    /** How long a step took or has taken until {@code now}; empty when it has not begun. */
    Optional<Duration> elapsed(int step, Instant now) {
        if (begun.get(step).equals(Instant.MAX)) {
            return Optional.empty();
        }
        Instant end = ended.get(step).equals(Instant.MAX) ? now : ended.get(step);
        Duration elapsed = Duration.between(begun.get(step), end);
        return Optional.of(elapsed.isNegative() ? Duration.ZERO : elapsed);
    }

    List<String> log() {
        return log;
    }

    List<Finding> findings() {
        return findings;
    }

    /** How far the running step is, if it says so. */
    Optional<Event.Advanced> progress() {
        return progress;
    }

    /** The clock that runs, or ran last. */
    Optional<Event.Clocked> clock() {
        return clock;
    }

    Optional<Problem> problem() {
        return problem;
    }

    boolean isOver() {
        return over;
    }
}
