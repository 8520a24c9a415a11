package hikae.work;

import hikae.host.Files;
import hikae.text.Finding;
import hikae.text.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A plan being done, or done. Thread-safe: the worker adds events, any number of faces follow. */
public final class Run {
    private final Plan plan;
    private final Path folder;
    private final List<Event> events = new ArrayList<>();
    private final List<Consumer<Event>> followers = new ArrayList<>();

    Run(Plan plan) {
        this(plan, Runs.folder(plan.home()).resolve(plan.runId()));
    }

    private Run(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
    }

    /**
     * A run that another process does, or did, seen by its record. When that process is gone without an end, the
     * run fails with {@code run-interrupted}.
     *
     * @param plan the same plan, made again from the input in the journal's head
     * @param folder where the record is
     */
    public static Run open(Files files, Plan plan, Path folder) {
        Run run = new Run(plan, folder);
        new Follower(files, run).start();
        return run;
    }

    /** What is being done. */
    public Plan plan() {
        return plan;
    }

    /** The folder of its record: {@code journal.jsonl} and {@code log.txt}. */
    public Path folder() {
        return folder;
    }

    /** Everything that happened so far, then everything that happens, in order. */
    public synchronized void follow(Consumer<Event> follower) {
        events.forEach(follower);
        followers.add(follower);
    }

    /** Stops telling this follower. */
    public synchronized void leave(Consumer<Event> follower) {
        followers.remove(follower);
    }

    /** Whether it is over. */
    public synchronized boolean isOver() {
        return !events.isEmpty() && events.get(events.size() - 1) instanceof Event.Ended;
    }

    /** Waits for the end. */
    public synchronized void await() throws InterruptedException {
        while (!isOver()) {
            wait();
        }
    }

    /** Why it failed; empty when it did not. */
    public Optional<Problem> problem() {
        return problems().stream().findFirst();
    }

    /** Why it failed, and after that what failed on the way back; with one alone the way back was gone to its end. */
    public synchronized List<Problem> problems() {
        return events.stream()
                .filter(Event.Failed.class::isInstance)
                .map(event -> ((Event.Failed) event).problem())
                .toList();
    }

    /** What its steps proved. */
    public synchronized List<Finding> findings() {
        return events.stream()
                .filter(Event.Found.class::isInstance)
                .map(event -> ((Event.Found) event).finding())
                .toList();
    }

    /** How far it is replaces how far it was: a run may go on for days, and who follows late wants the latest. */
    synchronized void add(Event event) {
        int last = events.size() - 1;
        if (event instanceof Event.Advanced && last >= 0 && events.get(last) instanceof Event.Advanced) {
            events.set(last, event);
        } else {
            events.add(event);
        }
        followers.forEach(follower -> follower.accept(event));
        notifyAll();
    }
}
