package hikae.status;

import hikae.backup.dumps.Dump;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.ui.Plain;
import java.util.ArrayList;
import java.util.List;

/**
 * One line for Nagios and everything that speaks its language, with the exit status those want instead of ours:
 * 0 well, 1 warning, 2 critical, 3 unknown (Nagios plugin guidelines).
 *
 * @param line what to print
 * @param status the exit status
 */
public record Nagios(String line, int status) {
    private static final int OK = 0;
    private static final int WARNING = 1;
    private static final int CRITICAL = 2;
    private static final int UNKNOWN = 3;

    static Nagios of(Status status, Language language) {
        Plain plain = new Plain(language);
        if (!status.reds().isEmpty()) {
            return line("CRITICAL", CRITICAL, said(status.urgent(), plain), data(status));
        }
        if (!status.warnings().isEmpty()) {
            return line("WARNING", WARNING, said(status.warnings(), plain), data(status));
        }
        return line("OK", OK, plain.one(StatusReport.headline(status)), data(status));
    }

    /** Nothing could be looked at. */
    static Nagios unknown(Problem problem, Language language) {
        return line("UNKNOWN", UNKNOWN, new Plain(language).one(problem.sentence()), "");
    }

    /** Anything after a bar is taken for figures. */
    private static Nagios line(String word, int status, String text, String data) {
        String end = data.isEmpty() ? "" : " | " + data;
        return new Nagios(word + " - " + text.replace('|', '/') + end, status);
    }

    private static String said(List<CheckResult> checks, Plain plain) {
        List<String> all = new ArrayList<>();
        for (CheckResult checked : checks) {
            all.add(plain.one(
                    Message.of("status.nagios", checked.id(), checked.finding().what())));
        }
        return String.join(" ", all);
    }

    private static String data(Status status) {
        List<String> all = new ArrayList<>();
        status.age().ifPresent(age -> all.add("age=" + Math.max(0, age.toSeconds()) + "s;;;0"));
        status.newestGood().map(Dump::bytes).ifPresent(bytes -> all.add("size=" + bytes + "B;;;0"));
        all.add("free=" + status.snapshot().disk().free() + "B;;;0");
        all.add("failed=" + status.reds().size() + ";;;0");
        return String.join(" ", all);
    }
}
