package hikae.work;

import hikae.text.ProblemException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting: for a condition, looked at again and again, for a moment, or for another thread. */
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

    /**
     * Waits until what another thread does is over.
     *
     * @return what came of it
     * @throws RuntimeException what it failed with; a problem stays a problem
     */
    public static <T> T over(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProblemException known ? known : e;
        }
    }
}
