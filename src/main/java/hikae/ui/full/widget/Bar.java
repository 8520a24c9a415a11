package hikae.ui.full.widget;

/** A bar of work done; ASCII, and its number stands beside it. */
public final class Bar {
    private Bar() {}

    /** {@code [####......]  40%} in at most {@code width} cells; the share is cut to 0 to 1. */
    public static String of(double share, int width) {
        double known = Math.max(0, Math.min(1, share));
        int room = Math.max(4, Math.min(width, 50) - 8);
        int filled = (int) Math.floor(known * room);
        return "[" + "#".repeat(filled) + ".".repeat(room - filled) + "] " + percent(known);
    }

    /** Never 100 % before everything is done. */
    private static String percent(double share) {
        String number = (int) Math.floor(share * 100) + "%";
        return " ".repeat(Math.max(0, 4 - number.length())) + number;
    }
}
