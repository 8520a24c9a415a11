package hikae.recovery;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.recovery.record.HomeTime;
import hikae.recovery.step.StopWeb;
import hikae.text.Line;
import hikae.text.Message;
import hikae.work.Journal;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A run that was interrupted, as a list to choose from what can be done with it; pure.
 *
 * @param run the run
 * @param next what can be done
 * @param now the time, in the zone of the schedule
 */
record InterruptedTable(Journal.Record run, NextMove next, ZonedDateTime now) {
    static final String CONTINUE = "continue";
    static final String BACK = "back";

    Table table() {
        List<Line> lines = List.of(
                Line.pair(Message.of("recovery.open.what"), Message.of("flow." + run.flow())),
                Line.pair(Message.of("recovery.open.since"), HomeTime.when(run.startedAt(), now)),
                Line.pair(Message.of("recovery.open.state"), state()));
        List<Option> rows = new ArrayList<>();
        if (next.leadsOn()) {
            rows.add(Option.of(CONTINUE, Message.of("recovery.open.continue")));
        }
        if (next.leadsBack()) {
            rows.add(Option.of(BACK, Message.of("recovery.open.back")));
        }
        return new Table("recovery-open", rows, lines, List::of);
    }

    /** Which database serves, in words. */
    private Message state() {
        boolean stopped = run.hasBegun(StopWeb.ID);
        return switch (next) {
            case ON, FRESH -> Message.of("recovery.open.switched");
            case AGAIN -> Message.of("recovery.open.lost");
            case DROP -> Message.of("recovery.open.dropping");
            case EITHER, LOOK, BACK -> Message.of(stopped ? "recovery.open.stopped" : "recovery.open.untouched");
        };
    }
}
