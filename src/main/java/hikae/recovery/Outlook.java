package hikae.recovery;

import hikae.host.Host;
import hikae.recovery.plan.RestoreRequest;
import hikae.recovery.plan.UndoRequest;
import hikae.recovery.record.HomeTime;
import hikae.recovery.record.KeptDatabase;
import hikae.recovery.record.ServedDatabases;
import hikae.recovery.run.LostClusterOptions;
import hikae.recovery.run.Manifest;
import hikae.recovery.run.Note;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.RunNotes;
import hikae.recovery.server.Names;
import hikae.text.Amount;
import hikae.text.Message;
import hikae.work.Journal;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What will be live after an unfinished run is gone on with or taken back, and what is kept: said before the yes, from
 * what the server has now and what the run has read.
 *
 * @param host the server
 * @param run the run
 * @param switched whether its databases have changed places
 * @param standing the databases at this moment
 * @param now the time, in the zone of the schedule
 */
record Outlook(Host host, Journal.Record run, boolean switched, ServedDatabases standing, ZonedDateTime now) {
    /** Looks. */
    static Outlook of(Host host, Journal.Record run, boolean switched) {
        RestoreTarget target = RestoreTarget.of(run);
        ServedDatabases standing = RecoveryFlow.OF_DATABASES.contains(run.flow())
                ? ServedDatabases.look(host, target)
                : ServedDatabases.NOTHING;
        return new Outlook(host, run, switched, standing, HomeTime.now(host, target.home()));
    }

    /**
     * The sentences, each of its own.
     *
     * @param back whether it is taken back
     */
    List<Message> said(boolean back) {
        if (!RecoveryFlow.OF_DATABASES.contains(run.flow())) {
            return List.of(); // nothing that serves hangs on it
        }
        List<Message> lines = new ArrayList<>();
        standing.unseen().ifPresent(why -> lines.add(Message.of("recovery.outlook.unseen", why.sentence())));
        if (switched) {
            lines.addAll(live("recovery.outlook.live"));
            keptByRun()
                    .ifPresent(kept -> lines.add(
                            Message.of("recovery.outlook.kept", kept.holds().said(now))));
        } else if (back || run.flow().equals(RecoveryFlow.FORGET)) {
            lines.addAll(live("recovery.outlook.stays"));
        } else {
            lines.add(run.flow().equals(RecoveryFlow.UNDO) ? undone() : backup());
            lines.addAll(replaced());
        }
        return lines;
    }

    private List<Message> replaced() {
        Optional<Path> aside = RunNotes.past(host.files(), run.folder()).get(Note.DATA_ASIDE);
        return LostClusterOptions.isLost(run.input())
                ? aside.map(data -> Message.of("recovery.data-aside", data)).stream()
                        .toList()
                : live("recovery.outlook.replaced");
    }

    private List<Message> live(String key) {
        return standing.live().map(holds -> Message.of(key, holds.said(now))).stream()
                .toList();
    }

    private Optional<KeptDatabase> keptByRun() {
        return standing.kept(Names.of(run.runId(), RestoreTarget.of(run).home()).kept());
    }

    private Message undone() {
        String kept = UndoRequest.of(run.input()).kept();
        return standing.kept(kept)
                .map(one -> Message.of("recovery.outlook.live", one.holds().said(now)))
                .orElseGet(() -> Message.of("recovery.outlook.live", Message.literal(kept)));
    }

    /** What the dump holds as it was read; before that, the file. */
    private Message backup() {
        Path dump = RestoreRequest.of(run.input()).dump();
        return Manifest.readIfThere(host.files(), run.folder())
                .flatMap(facts -> facts.newestNoteAt()
                        .map(at -> Message.of(
                                "recovery.outlook.backup",
                                dump,
                                HomeTime.when(at, now),
                                Amount.count(facts.rows().getOrDefault("note", 0L)))))
                .orElseGet(() -> Message.of("recovery.outlook.file", dump));
    }
}
