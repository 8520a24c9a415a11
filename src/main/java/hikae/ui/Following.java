package hikae.ui;

import hikae.work.Event;
import hikae.work.Run;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Follows a run and prints its {@link Story} until it is over.
 *
 * @param tempo how often to look up
 * @param plain the words of the moment
 * @param print prints lines
 * @param stays asked at each look; false ends the following, not the run
 */
public record Following(Tempo tempo, Supplier<Plain> plain, Consumer<List<String>> print, BooleanSupplier stays) {
    /** On when the run is over, leave when the operator did not stay. */
    public Navigation follow(Run run) {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        Consumer<Event> listener = events::add;
        run.follow(listener);
        try {
            return untilTheEnd(new Story(run), events);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Navigation.LEAVE;
        } finally {
            run.leave(listener);
        }
    }

    private Navigation untilTheEnd(Story story, BlockingQueue<Event> events) throws InterruptedException {
        Tempo.Watch watch = tempo.watch();
        while (true) {
            Event event = events.poll(tempo.poll().toNanos(), TimeUnit.NANOSECONDS);
            if (event instanceof Event.Ended) {
                return Navigation.NEXT;
            }
            if (event == null) {
                watch.look().ifPresent(waited -> print.accept(List.of(story.still(waited, plain.get()))));
            } else {
                watch = event instanceof Event.Started ? tempo.watch() : watch;
                print.accept(story.tell(event, plain.get()));
            }
            if (!stays.getAsBoolean()) {
                return Navigation.LEAVE;
            }
        }
    }
}
