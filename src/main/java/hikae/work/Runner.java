package hikae.work;

import hikae.host.Files;
import hikae.host.Host;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Does a plan on a thread of its own: lock, journal, step after step. The end of a face or of its terminal
 * does not end it.
 */
public final class Runner {
    /** What this process is changing right now. */
    private static final Set<Run> WORKING = ConcurrentHashMap.newKeySet();

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

    /**
     * Starts the plan after the steps that an earlier, interrupted run has already done; its journal is continued.
     * One that had turned back must be continued by {@link #goBack}.
     */
    public Run start(Plan plan, Set<String> done) {
        return begin(plan, doing -> doing.forth(done));
    }

    /** Goes the way back of a plan whose run was interrupted; its journal is continued and ends not well. */
    public Run goBack(Plan plan) {
        return begin(plan, Execution::back);
    }

    /** Whether this process is changing something, which a dead terminal must not stop. */
    public static boolean isWorking() {
        return !WORKING.isEmpty();
    }

    /** Waits until this process changes nothing any more. */
    public static void awaitWork() throws InterruptedException {
        for (Run run : WORKING) {
            run.await();
        }
    }

    /** Which way. */
    private interface Direction {
        boolean go(Execution doing);
    }

    private Run begin(Plan plan, Direction way) {
        Run run = new Run(plan);
        Files.Lock lock = plan.isReading() ? () -> {} : lock(plan);
        if (!plan.isReading()) {
            WORKING.add(run);
        }
        Thread worker = new Thread(() -> work(run, way, lock), "run " + plan.flow());
        worker.start();
        return run;
    }

    private Files.Lock lock(Plan plan) {
        Files files = host.files();
        files.makeDirectory(plan.home(), Files.PRIVATE_DIRECTORY);
        files.makeDirectory(plan.home().resolve("hikae"), Files.PRIVATE_DIRECTORY);
        Path held = Runs.lock(plan.home());
        return files.lock(held).orElseThrow(() -> ProblemException.of("lock-held", plan.home(), holder(held)));
    }

    /** Who holds it, as it has written into the file. */
    private String holder(Path lock) {
        return host.files()
                .holder(lock)
                .map(holder -> "pid " + holder.pid() + " since " + holder.since())
                .orElse("-");
    }

    private void work(Run run, Direction way, Files.Lock lock) {
        try (lock) {
            Plan plan = run.plan();
            Journal journal = plan.isReading() ? Journal.none() : Journal.open(host.files(), run, now());
            way.go(new Execution(host, run, journal));
        } catch (ProblemException e) {
            run.add(new Event.Failed(now(), 0, e.problem()));
        } catch (RuntimeException e) {
            run.add(new Event.Failed(now(), 0, Execution.bug(host, run, e)));
        } finally {
            run.add(new Event.Ended(now()));
            WORKING.remove(run);
        }
    }

    private Instant now() {
        return host.environment().clock().instant();
    }
}
