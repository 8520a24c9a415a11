package hikae.text;

import java.util.List;
import java.util.Optional;

/**
 * One line of a page, a result or a list, as data: faces decide how it looks.
 *
 * @param kind what it is
 * @param text its words; for a pair the label
 * @param value the value of a pair
 */
public record Line(Kind kind, Message text, Optional<Message> value) {
    /** What a line is. */
    public enum Kind {
        TEXT,
        HEADING,
        PAIR,
        OK,
        WARNING,
        NO,
        BLANK
    }

    /** A sentence. */
    public static Line text(Message text) {
        return new Line(Kind.TEXT, text, Optional.empty());
    }

    /** The name of what follows. */
    public static Line heading(Message text) {
        return new Line(Kind.HEADING, text, Optional.empty());
    }

    /** A label with its value; faces align neighbours. */
    public static Line pair(Message label, Message value) {
        return new Line(Kind.PAIR, label, Optional.of(value));
    }

    /** An empty line. */
    public static Line blank() {
        return new Line(Kind.BLANK, Message.literal(""), Optional.empty());
    }

    /** A finding's sentence. */
    public static Line of(Finding finding) {
        Kind kind = switch (finding.level()) {
            case OK -> Kind.OK;
            case WARNING -> Kind.WARNING;
            case NO -> Kind.NO;
        };
        return new Line(kind, finding.what(), Optional.empty());
    }

    /** A finding's sentence and, unless all is well, what to do. */
    public static List<Line> explained(Finding finding) {
        return finding.problem()
                .map(problem -> List.of(of(finding), text(problem.hint())))
                .orElseGet(() -> List.of(of(finding)));
    }
}
