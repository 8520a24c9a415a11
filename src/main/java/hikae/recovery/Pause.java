package hikae.recovery;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a condition, looked at again and again. */
final class Pause {
    private Pause() {}

    /**
     * Waits until it holds.
     *
     * @return false when it did not hold in time
     */
    static boolean until(Duration most, Duration between, BooleanSupplier holds) {
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
}
