package hikae.work;

import java.util.List;

/** A run of which the test tells the story: no runner, no files. */
public final class MadeUpRun {
    private final Run run;

    public MadeUpRun(Plan plan) {
        run = new Run(plan);
    }

    /** A run with these events already in it. */
    public static Run of(Plan plan, List<Event> events) {
        MadeUpRun told = new MadeUpRun(plan);
        events.forEach(told::happens);
        return told.run();
    }

    public Run run() {
        return run;
    }

    public void happens(Event event) {
        run.add(event);
    }
}
