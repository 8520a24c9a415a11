package hikae.crash;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a case.
 *
 * @param one the case
 * @param between what was served after each kill, before the next start
 * @param after what was served in the end
 * @param seconds how long it took
 * @param why what was not as it must be; none when all was
 */
record CrashRow(
        CrashCase one,
        String between,
        String after,
        double seconds,
        @Nullable Throwable why) {
    static final String HEAD = String.format("%-70s | %-30s | %-12s | %5s", "killed at", "before re-run", "after", "s");

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%-70s | %-30s | %-12s | %5.1f", one, between, why == null ? after : "FAILED", seconds);
    }
}
