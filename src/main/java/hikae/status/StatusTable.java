package hikae.status;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.text.Line;
import hikae.text.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The screen of what is not well: a row for each way to mend it, below them the faults; what to do is the rows. */
final class StatusTable {
    static final String ALL = "all";
    static final String AGAIN = "again";

    private StatusTable() {}

    static Table of(Status status) {
        List<Option> rows = new ArrayList<>();
        for (Mend mend : Mend.of(status)) {
            rows.add(Option.of(mend.id(), label(mend, status.seen())));
        }
        rows.add(Option.of(ALL, Say.of("status.row.all")));
        rows.add(Option.of(AGAIN, Say.of("status.row.again")));
        List<Line> notes = new ArrayList<>();
        notes.add(Line.heading(StatusReport.headline(status)));
        Stream.concat(status.reds().stream(), status.warnings().stream())
                .map(checked -> Line.of(checked.finding()))
                .forEach(notes::add);
        return new Table("status", rows, notes, List::of);
    }

    private static Say label(Mend mend, Seen seen) {
        return mend == Mend.IMAGE
                ? Say.of("status.mend.image", Mending.image(seen).orElse("?"))
                : Say.of("status.mend." + mend.id());
    }
}
