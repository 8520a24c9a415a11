package hikae.ui.full;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Slow work on a thread of its own, so that keys act meanwhile (U07). Abandoning it lets it run to its own
 * limit; nobody looks at its result then.
 *
 * @param <T> what it gives
 */
final class Behind<T> {
    private final LongSupplier millis;
    private final long begun;
    private volatile @Nullable T value;
    private volatile @Nullable Throwable thrown;

    private final Thread worker;

    /** Work to {@link #start}; {@code wake} is called from the worker when it has ended. */
    Behind(Supplier<T> work, Runnable wake, LongSupplier millis) {
        this.millis = millis;
        this.begun = millis.getAsLong();
        this.worker = new Thread(() -> work(work, wake), "behind");
        worker.setDaemon(true);
    }

    /** Once. */
    void start() {
        worker.start();
    }

    @SuppressWarnings("CatchingUnchecked") // whatever it is, the screen must learn of it
    private void work(Supplier<T> work, Runnable wake) {
        try {
            value = work.get();
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
        wake.run();
    }

    /** What the work gave; empty while it runs. Throws what the work threw. */
    Optional<T> result() {
        Throwable problem = thrown;
        if (problem instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (problem instanceof Error error) {
            throw error;
        }
        return Optional.ofNullable(value);
    }

    /** How long it has been running, in whole seconds. */
    long seconds() {
        return (millis.getAsLong() - begun) / 1000;
    }

    /** Milliseconds until {@link #seconds} changes. */
    long untilNextSecond() {
        return 1000 - (millis.getAsLong() - begun) % 1000;
    }
}
