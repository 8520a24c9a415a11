package hikae.recovery;

import hikae.ask.Field;
import hikae.ask.Interview;
import hikae.ask.Page;
import hikae.backup.dumps.Dump;
import hikae.recovery.cluster.ClusterData;
import hikae.recovery.record.HomeTime;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plan of a restore into a fresh server, and the host name that starts it; pure.
 *
 * @param target what is recovered
 * @param dump the backup, read to its end
 * @param data what lies where the database keeps its data
 * @param aside where a run that could not go on has already put the old data
 * @param newHome whether nothing has served here yet
 * @param findings what should be known
 * @param now the time, in the zone of the schedule
 */
record LostForm(
        RestoreTarget target,
        Dump dump,
        ClusterData data,
        Optional<Path> aside,
        boolean newHome,
        List<Finding> findings,
        ZonedDateTime now) {
    private static final int OF = 4;

    Interview interview(Map<String, String> given) {
        Field<String> confirm = Field.of(RestoreForm.CONFIRM, Field.Kind.TEXT, text -> RestoreForm.host(target, text));
        Page page = Page.of(newHome ? "new-plan" : "lost-plan", confirm).explaining(answers -> lines());
        return new Interview(RecoveryFlow.RESTORE, List.of(page), OF, given);
    }

    /** Source and age, what is set aside, what stops, what does not come back, the way back (U42). */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.pair(
                Message.of("recovery.plan.from"), Message.literal(dump.path().toString())));
        lines.add(Line.pair(Message.of("recovery.plan.made-at"), when(dump.made())));
        dump.verified()
                .flatMap(read -> read.report().facts().newestNoteAt())
                .ifPresent(at -> lines.add(Line.pair(Message.of("recovery.newest-note"), when(at))));
        lines.add(Line.pair(
                Message.of("recovery.plan.into"),
                Message.of(
                        "recovery.plan.database",
                        target.database().name(),
                        target.misskey().host())));
        lines.add(Line.pair(Message.of("recovery.lost.data"), old()));
        lines.add(Line.pair(
                Message.of("recovery.plan.stops"),
                Message.of(newHome ? "recovery.lost.nothing-runs" : "recovery.lost.stops")));
        lines.add(Line.pair(Message.of("recovery.plan.not"), Message.of("recovery.plan.not-restored")));
        findings.forEach(finding -> lines.addAll(RehearseReport.explained(finding)));
        return lines;
    }

    private Message when(Instant at) {
        return HomeTime.when(at, now);
    }

    private Message old() {
        if (aside.isPresent()) {
            return Message.of("recovery.lost.already", aside.get());
        }
        if (data.isNothing()) {
            return Message.of("recovery.lost.none");
        }
        return data.movable() == ClusterData.Movable.NAMELESS
                ? Message.of("recovery.lost.nameless", data.volume().orElse("-"))
                : Message.of(
                        "recovery.lost.aside", data.path().map(Path::toString).orElse("-"));
    }
}
