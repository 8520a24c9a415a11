package hikae.work;

import hikae.host.Files;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One run being done: its steps, or its way back. */
final class Execution {
    private final Host host;
    private final Run run;
    private final Journal journal;

    Execution(Host host, Run run, Journal journal) {
        this.host = host;
        this.run = run;
        this.journal = journal;
    }

    /** The steps that are not done, and the way back when one fails; whether all went well. */
    boolean forth(Set<String> done) {
        tidy();
        for (int index = 0; index < run.plan().steps().size(); index++) {
            if (!done.contains(run.plan().step(index).id()) && !step(index)) {
                return back();
            }
        }
        tidy();
        journal.ended(true, now());
        return true;
    }

    /**
     * Every step of the way back, also after one that failed, as each fixes something of its own. The record must not
     * keep the way back from being gone: a disk that is full is one of the reasons to go it.
     */
    boolean back() {
        if (!run.plan().onFailure().isEmpty()) {
            note(() -> journal.turned(now()));
        }
        tidy();
        boolean whole = true;
        for (int i = 0; i < run.plan().onFailure().size(); i++) {
            whole &= stepBack(run.plan().steps().size() + i);
        }
        tidy();
        if (whole) {
            note(() -> journal.ended(false, now()));
        }
        return false;
    }

    private void tidy() {
        note(() -> run.plan().tidying().tidy(host));
    }

    private boolean step(int index) {
        Step step = run.plan().step(index);
        run.add(new Event.Started(now(), index));
        try {
            journal.began(step, now());
            step.run(host, new Told());
            journal.done(step, now());
        } catch (RuntimeException | Error e) {
            failed(index, e);
            return false;
        }
        run.add(new Event.Finished(now(), index));
        return true;
    }

    private boolean stepBack(int index) {
        Step step = run.plan().step(index);
        run.add(new Event.Started(now(), index));
        note(() -> journal.began(step, now()));
        try {
            step.run(host, new Told());
        } catch (RuntimeException | Error e) {
            failed(index, e);
            return false;
        }
        note(() -> journal.done(step, now()));
        run.add(new Event.Finished(now(), index));
        return true;
    }

    private void failed(int index, Throwable e) {
        Problem problem = e instanceof ProblemException known ? known.problem() : bug(host, run, e);
        note(() -> journal.failed(run.plan().step(index), problem, now()));
        run.add(new Event.Failed(now(), index, problem));
    }

    /** Something that the work does not wait for: where a line cannot be written, it goes on. */
    private static void note(Runnable writing) {
        try {
            writing.run();
        } catch (ProblemException e) {
            return; // what a resume would know from this, it finds out by looking
        }
    }

    /** A bug of ours: its trace goes to a log, never to a screen. */
    static Problem bug(Host host, Run run, Throwable e) {
        Path[] log = {host.environment().stateDirectory().resolve("bug.log")};
        note(() -> {
            log[0] = log(run).orElseGet(() -> ownLog(host));
            Trace.lines(e).forEach(line -> host.files().append(log[0], line, false));
        });
        return Problem.of("bug", log[0]);
    }

    /** The log of the run; one that only reads has none. */
    private static Optional<Path> log(Run run) {
        return run.plan().isReading()
                ? Optional.empty()
                : Optional.of(run.folder().resolve("log.txt"));
    }

    private static Path ownLog(Host host) {
        Path state = host.environment().stateDirectory();
        host.files().makeDirectory(state, Files.PRIVATE_DIRECTORY);
        return state.resolve("bug.log");
    }

    private Instant now() {
        return host.environment().clock().instant();
    }

    /** Turns what a step tells into events, journal and log lines. */
    private final class Told implements Progress {
        @Override
        public void advanced(long done, long total, Message unit) {
            Event.Advanced advanced = new Event.Advanced(now(), done, total, unit);
            note(() -> journal.progress(advanced));
            run.add(advanced);
        }

        @Override
        public void said(String line) {
            note(() -> log(run).ifPresent(log -> host.files().append(log, now() + "  " + line, false)));
            run.add(new Event.Said(now(), line));
        }

        @Override
        public void clocked(Message name, Instant since, Optional<Instant> until) {
            Event.Clocked clocked = new Event.Clocked(now(), name, since, until);
            note(() -> journal.clocked(clocked));
            run.add(clocked);
        }

        @Override
        public void found(Finding finding) {
            note(() -> journal.found(finding, now()));
            run.add(new Event.Found(now(), finding));
        }
    }
}
