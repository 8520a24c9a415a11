package hikae.work;

import hikae.host.Files;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Say;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Does a plan on a thread of its own: lock, journal, step after step. The end of a face or of its terminal
 * does not end it.
 */
public final class Runner {
    private static final int LOCK_LIMIT = 1 << 10;

    private final Host host;

    public Runner(Host host) {
        this.host = host;
    }

    /**
     * Starts the plan.
     *
     * @throws ProblemException {@code lock-held} when another run works on the same backup directory
     */
    public Run start(Plan plan) {
        return start(plan, Set.of());
    }

    /** Starts the plan after the steps that an earlier, interrupted run has already done. */
    public Run start(Plan plan, Set<String> done) {
        Run run = new Run(plan);
        Files.Lock lock = plan.isReading() ? () -> {} : lock(plan);
        Thread worker = new Thread(() -> work(run, done, lock), "run " + plan.flow());
        worker.start();
        return run;
    }

    private Files.Lock lock(Plan plan) {
        Files files = host.files();
        files.makeDirectory(plan.home(), Files.PRIVATE_DIRECTORY);
        files.makeDirectory(plan.home().resolve("hikae"), Files.PRIVATE_DIRECTORY);
        Path held = plan.home().resolve("hikae/lock");
        return files.lock(held).orElseThrow(() -> ProblemException.of("lock-held", plan.home(), holder(held)));
    }

    /** Who holds it, as it has written into the file. */
    private String holder(Path lock) {
        return host.files()
                .readIfThere(lock, LOCK_LIMIT)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip().replace('\n', ' '))
                .orElse("-");
    }

    private void work(Run run, Set<String> done, Files.Lock lock) {
        try (lock) {
            Journal journal = run.plan().isReading() ? Journal.none() : Journal.begin(host.files(), run, now());
            if (doSteps(run, done, journal)) {
                journal.ended(now());
            }
        } catch (ProblemException e) {
            run.add(new Event.Failed(now(), 0, e.problem()));
        } finally {
            run.add(new Event.Ended(now()));
        }
    }

    private boolean doSteps(Run run, Set<String> done, Journal journal) {
        List<Step> steps = run.plan().steps();
        for (int index = 0; index < steps.size(); index++) {
            if (!done.contains(steps.get(index).id()) && !doStep(run, index, journal)) {
                return false;
            }
        }
        return true;
    }

    private boolean doStep(Run run, int index, Journal journal) {
        Step step = run.plan().steps().get(index);
        journal.began(step, now());
        run.add(new Event.Started(now(), index));
        try {
            step.run(host, new Told(run));
        } catch (RuntimeException e) {
            Problem problem = e instanceof ProblemException known ? known.problem() : bug(run, e);
            journal.failed(step, problem.id(), now());
            run.add(new Event.Failed(now(), index, problem));
            return false;
        }
        journal.done(step, now());
        run.add(new Event.Finished(now(), index));
        return true;
    }

    /** A bug of ours: its trace goes to a log, never to a screen. */
    private Problem bug(Run run, RuntimeException e) {
        Path log = log(run).orElseGet(this::ownLog);
        Trace.lines(e).forEach(line -> host.files().append(log, line, false));
        return Problem.of("bug", log);
    }

    /** The log of the run; one that only reads has none. */
    private static Optional<Path> log(Run run) {
        return run.plan().isReading()
                ? Optional.empty()
                : Optional.of(run.folder().resolve("log.txt"));
    }

    private Path ownLog() {
        Path state = host.environment().stateDirectory();
        host.files().makeDirectory(state, Files.PRIVATE_DIRECTORY);
        return state.resolve("bug.log");
    }

    private Instant now() {
        return host.environment().clock().instant();
    }

    /** Turns what a step tells into events and log lines. */
    private final class Told implements Progress {
        private final Run run;

        Told(Run run) {
            this.run = run;
        }

        @Override
        public void advanced(long done, long total, Say unit) {
            run.add(new Event.Advanced(now(), done, total, unit));
        }

        @Override
        public void said(String line) {
            log(run).ifPresent(log -> host.files().append(log, now() + "  " + line, false));
            run.add(new Event.Said(now(), line));
        }

        @Override
        public void found(Finding finding) {
            run.add(new Event.Found(now(), finding));
        }
    }
}
