package hikae.ui;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a face that prints lines looks up while it waits, and how much time it counts for each look.
 *
 * @param poll the wait between two looks
 * @param counted what one look counts as; differs from {@code poll} only in tests
 */
public record Tempo(Duration poll, Duration counted) {
    /** Ten looks a second. */
    public static final Tempo REAL = new Tempo(Duration.ofMillis(100), Duration.ofMillis(100));

    private static final Duration WORD_EVERY = Duration.ofSeconds(30);
    private static final Duration SILENT = Duration.ofSeconds(1);

    /** Begins to count. */
    public Watch watch() {
        return new Watch(this);
    }

    /** Counts looks, and knows when it is time for a word: every 30 s. */
    public static final class Watch {
        private final Tempo tempo;
        private Duration waited = Duration.ZERO;
        private Duration next = WORD_EVERY;

        private Watch(Tempo tempo) {
            this.tempo = tempo;
        }

        /** Whether it has already taken long enough to deserve a word. */
        public boolean isLong() {
            return waited.compareTo(SILENT) >= 0;
        }

        /** One more look; the time waited so far when a word is due. */
        public Optional<Duration> look() {
            waited = waited.plus(tempo.counted());
            if (waited.compareTo(next) < 0) {
                return Optional.empty();
            }
            next = next.plus(WORD_EVERY);
            return Optional.of(waited);
        }
    }
}
