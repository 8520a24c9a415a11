package hikae.work;

import java.util.ArrayList;
import java.util.List;

/**
 * A stack trace for a log file: classes and lines only. The messages of exceptions are left out, because
 * nobody can promise that no secret is in them.
 */
public final class Trace {
    private static final int DEPTH = 40;

    private Trace() {}

    /** The lines, outermost exception first. */
    public static List<String> lines(Throwable thrown) {
        List<String> lines = new ArrayList<>();
        int causes = 0;
        for (Throwable t = thrown; t != null && causes < 5; t = t.getCause()) {
            lines.add((causes == 0 ? "" : "caused by ") + t.getClass().getName());
            StackTraceElement[] trace = t.getStackTrace();
            for (int i = 0; i < Math.min(DEPTH, trace.length); i++) {
                lines.add("    at " + trace[i]);
            }
            causes++;
        }
        return lines;
    }
}
