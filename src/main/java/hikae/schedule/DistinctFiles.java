package hikae.schedule;

/**
 * Different dump files on the disk in the steady state; a dump in several folders counts once.
 *
 * @param min the fewest
 * @param max the most
 * @param daily the most in the daily folder
 * @param weekly the most in the weekly folder
 * @param monthly the most in the monthly folder
 */
public record DistinctFiles(int min, int max, int daily, int weekly, int monthly) {
    private static final double GROWTH = 1.2;

    /** Bytes of the most files, if every dump is as large as {@code bytesPerDump}. */
    public long bytes(long bytesPerDump) {
        return toLong((double) max * bytesPerDump);
    }

    /** Bytes to have: the most files, one more being made, and 20 % growth. */
    public long forecast(long bytesPerDump) {
        return toLong(Math.ceil((max + 1.0) * bytesPerDump * GROWTH));
    }

    /** With this many runs a day instead of one: those of the last 24 hours stay, the first of them perhaps too. */
    DistinctFiles plus(long perDay) {
        int more = (int) perDay;
        return new DistinctFiles(min + more - 1, max + more, daily + 1, weekly, monthly);
    }

    /** A cast of a double that is too large gives the largest long. */
    private static long toLong(double bytes) {
        return (long) bytes;
    }
}
