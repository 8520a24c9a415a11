package hikae.ui.full.terminal;

import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Everything the screen waits for, in one queue: bytes of the keyboard, a new size, news from workers. The
 * waiting thread sleeps in it, so doing nothing costs nothing (U06).
 */
public final class Input implements Keyboard {
    @SuppressWarnings("ArrayRecordComponent") // nobody compares events
    private record Event(Kind kind, byte[] bytes, long at) {}

    private final Keys keys;
    private final LongSupplier millis;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Deque<Key> ready = new ArrayDeque<>();
    private final Runnable atFirstWait;
    private boolean waited;
    private boolean closed;

    /**
     * @param millis a clock that never goes back
     * @param atFirstWait what can wait until the first screen is painted; done on a thread of its own
     */
    public Input(Keys keys, LongSupplier millis, Consumer<Input> atFirstWait) {
        this.keys = keys;
        this.millis = millis;
        this.atFirstWait = () -> atFirstWait.accept(this);
    }

    /** Bytes have arrived; callable from any thread. */
    void bytes(byte[] bytes, int count) {
        events.add(new Event(Kind.CHAR, Arrays.copyOf(bytes, count), millis.getAsLong()));
    }

    /** The terminal has another size; callable from any thread. */
    public void resized() {
        tell(Kind.RESIZED);
    }

    /** There is no terminal any more; callable from any thread. */
    void closed() {
        tell(Kind.CLOSED);
    }

    @Override
    public void wake() {
        tell(Kind.WOKEN);
    }

    @Override
    public boolean hasMore() {
        return !ready.isEmpty() || !events.isEmpty();
    }

    @Override
    public Key next(long wait) {
        long end = wait < 0 ? Long.MAX_VALUE : millis.getAsLong() + wait;
        while (ready.isEmpty() && !closed) {
            long now = millis.getAsLong();
            ready.addAll(keys.settle(now));
            if (ready.isEmpty()) {
                if (now >= end) {
                    return Key.of(Kind.WOKEN);
                }
                await(shorter(keys.patience(now), end == Long.MAX_VALUE ? -1 : end - now));
            }
        }
        return ready.isEmpty() ? Key.of(Kind.CLOSED) : ready.remove();
    }

    private void await(long limit) {
        if (!waited) {
            waited = true;
            Thread later = new Thread(atFirstWait, "hikae-first-wait");
            later.setDaemon(true);
            later.start();
        }
        try {
            Event event = limit < 0 ? events.take() : events.poll(limit, TimeUnit.MILLISECONDS);
            if (event != null) {
                take(event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private void take(Event event) {
        switch (event.kind()) {
            case CHAR -> ready.addAll(keys.feed(event.bytes(), event.bytes().length, event.at()));
            case CLOSED -> closed = true;
            default -> {
                // of several in a row one is enough
                for (Event next = events.peek(); next != null && next.kind() == event.kind(); next = events.peek()) {
                    events.remove();
                }
                ready.add(Key.of(event.kind()));
            }
        }
    }

    private void tell(Kind kind) {
        events.add(new Event(kind, new byte[0], 0));
    }

    /** The shorter of two waits, where negative means forever. */
    private static long shorter(long a, long b) {
        if (a < 0 || b < 0) {
            return Math.max(a, b);
        }
        return Math.min(a, b);
    }
}
