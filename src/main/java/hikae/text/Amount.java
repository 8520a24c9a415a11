package hikae.text;

import java.util.Locale;

/** Sizes as the operator reads them, the same in both languages. */
public final class Amount {
    private static final long STEP = 1000;

    private Amount() {}

    /** {@code 1,204,311}. */
    public static Message count(long number) {
        return Message.literal(String.format(Locale.ROOT, "%,d", number));
    }

    /** {@code 412 MB}, {@code 1.9 GB}: decimal units, as disks are sold and {@code df -H} prints. */
    public static Message bytes(long bytes) {
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= STEP && unit < units.length - 1) {
            value /= STEP;
            unit++;
        }
        String number =
                unit >= 2 && value < 10 ? String.format(Locale.ROOT, "%.1f", value) : String.valueOf(Math.round(value));
        return Message.literal(number + " " + units[unit]);
    }
}
