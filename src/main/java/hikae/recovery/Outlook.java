package hikae.recovery;

import hikae.host.Host;
import hikae.text.Amount;
import hikae.text.Say;
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
record Outlook(Host host, Journal.Record run, boolean switched, Standing standing, ZonedDateTime now) {
    /** Looks. */
    static Outlook of(Host host, Journal.Record run, boolean switched) {
        Target target = Target.of(run);
        Standing standing =
                RecoveryFlow.OF_DATABASES.contains(run.flow()) ? Standing.look(host, target) : Standing.NOTHING;
        return new Outlook(host, run, switched, standing, HomeTime.now(host, target.home()));
    }

    /**
     * The sentences, each of its own.
     *
     * @param back whether it is taken back
     */
    List<Say> said(boolean back) {
        if (!RecoveryFlow.OF_DATABASES.contains(run.flow())) {
            return List.of(); // nothing that serves hangs on it
        }
        List<Say> lines = new ArrayList<>();
        standing.unseen().ifPresent(why -> lines.add(Say.of("recovery.outlook.unseen", why.sentence())));
        if (switched) {
            lines.addAll(live("recovery.outlook.live"));
            keptByRun()
                    .ifPresent(kept -> lines.add(
                            Say.of("recovery.outlook.kept", kept.holds().said(now))));
        } else if (back || run.flow().equals(RecoveryFlow.FORGET)) {
            lines.addAll(live("recovery.outlook.stays"));
        } else {
            lines.add(run.flow().equals(RecoveryFlow.UNDO) ? undone() : backup());
            lines.addAll(replaced());
        }
        return lines;
    }

    private List<Say> replaced() {
        Optional<Path> aside = Notes.past(host.files(), run.folder()).get(Note.DATA_ASIDE);
        return LostOptions.isLost(run.input())
                ? aside.map(data -> Say.of("recovery.data-aside", data)).stream()
                        .toList()
                : live("recovery.outlook.replaced");
    }

    private List<Say> live(String key) {
        return standing.live().map(holds -> Say.of(key, holds.said(now))).stream()
                .toList();
    }

    private Optional<Kept> keptByRun() {
        return standing.kept(Names.of(run.runId(), Target.of(run).home()).kept());
    }

    private Say undone() {
        String kept = UndoRequest.of(run.input()).kept();
        return standing.kept(kept)
                .map(one -> Say.of("recovery.outlook.live", one.holds().said(now)))
                .orElseGet(() -> Say.of("recovery.outlook.live", Say.literal(kept)));
    }

    /** What the dump holds as it was read; before that, the file. */
    private Say backup() {
        Path dump = RestoreRequest.of(run.input()).dump();
        return Manifest.readIfThere(host.files(), run.folder())
                .flatMap(facts -> facts.newestNoteAt()
                        .map(at -> Say.of(
                                "recovery.outlook.backup",
                                dump,
                                HomeTime.when(at, now),
                                Amount.count(facts.rows().getOrDefault("note", 0L)))))
                .orElseGet(() -> Say.of("recovery.outlook.file", dump));
    }
}
