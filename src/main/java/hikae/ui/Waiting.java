package hikae.ui;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Slow work on a worker, while the caller keeps an ear open for the operator. */
public final class Waiting {
    private Waiting() {}

    /**
     * Runs {@code work} on a worker and waits for it.
     *
     * @param poll how often the operator is asked after
     * @param stays asked after each {@code poll}; false ends the waiting, the worker is interrupted and left
     *     to itself
     * @return empty when the operator did not stay
     * @throws RuntimeException what the work threw
     */
    public static <T> Optional<T> on(Supplier<T> work, Duration poll, BooleanSupplier stays) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread worker = new Thread(task, "hikae-worker");
        worker.setDaemon(true);
        worker.start();
        while (true) {
            try {
                return Optional.of(task.get(poll.toNanos(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                if (!stays.getAsBoolean()) {
                    task.cancel(true);
                    return Optional.empty();
                }
            } catch (InterruptedException e) {
                task.cancel(true);
                Thread.currentThread().interrupt();
                return Optional.empty();
            } catch (ExecutionException e) {
                throw thrown(e);
            }
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
}
