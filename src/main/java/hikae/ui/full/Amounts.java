package hikae.ui.full;

import hikae.ui.full.widget.Words;
import hikae.work.Event;
import java.time.Duration;
import java.util.Locale;

/** Times and amounts as people read them. */
final class Amounts {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};
    private static final String BYTES = "bytes";

    private Amounts() {}

    /** {@code 8 s}, {@code 1 min 12 s}. */
    static String time(Duration elapsed, Words words) {
        long seconds = elapsed.toSeconds();
        return seconds < 60 ? words.get("ui.seconds", seconds) : words.get("ui.minutes", seconds / 60, seconds % 60);
    }

    /** {@code 188 MB of 412 MB}, or without the total where it is not known. */
    static String done(Event.Advanced progress, Words words) {
        boolean bytes = progress.unit().key().endsWith(BYTES);
        String unit = bytes ? "" : " " + words.say(progress.unit());
        String done = bytes ? bytes(progress.done()) : count(progress.done());
        if (progress.total() <= 0) {
            return done + unit;
        }
        String total = bytes ? bytes(progress.total()) : count(progress.total());
        return words.get("ui.work.of", done, total) + unit;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 412 MB}; 1 KB is 1000 bytes. */
    static String bytes(long count) {
        double value = count;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String pattern = unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, pattern, value, UNITS[unit]);
    }
}
