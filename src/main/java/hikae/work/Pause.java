package hikae.work;

import hikae.text.ProblemException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting: for a condition, looked at again and again, or for a moment. */
public final class Pause {
    private Pause() {}

    /**
     * Waits until it holds.
     *
     * @return false when it did not hold in time
     */
    public static boolean until(Duration most, Duration between, BooleanSupplier holds) {
        long begun = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - begun > most.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(between.toNanos());
        }
        return true;
    }

    /**
     * Waits for so long.
     *
     * @throws ProblemException {@code interrupted} when this thread is to end
     */
    public static void of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of("interrupted");
        }
    }
}
