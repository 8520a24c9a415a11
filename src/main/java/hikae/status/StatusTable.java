package hikae.status;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.status.look.StatusSnapshot;
import hikae.text.Line;
import hikae.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The screen of what is not well: a row for each way to fix it, below them the faults; what to do is the rows. */
final class StatusTable {
    static final String ALL = "all";
    static final String AGAIN = "again";

    private StatusTable() {}

    static Table of(Status status) {
        List<Option> rows = new ArrayList<>();
        for (Repair repair : Repair.of(status)) {
            rows.add(Option.of(repair.id(), label(repair, status.snapshot())));
        }
        rows.add(Option.of(ALL, Message.of("status.row.all")));
        rows.add(Option.of(AGAIN, Message.of("status.row.again")));
        List<Line> notes = new ArrayList<>();
        notes.add(Line.heading(StatusReport.headline(status)));
        Stream.concat(status.reds().stream(), status.warnings().stream())
                .map(checked -> Line.of(checked.finding()))
                .forEach(notes::add);
        return new Table("status", rows, notes, List::of);
    }

    private static Message label(Repair repair, StatusSnapshot snapshot) {
        return repair == Repair.IMAGE
                ? Message.of(
                        "status.repair.image", RepairPlanner.image(snapshot).orElse("?"))
                : Message.of("status.repair." + repair.id());
    }
}
