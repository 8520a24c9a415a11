package hikae.recovery;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.backup.BackupFolder;
import hikae.backup.Dump;
import hikae.backup.DumpLines;
import hikae.backup.DumpName;
import hikae.backup.Present;
import hikae.backup.Verification;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.text.Line;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.ui.Chosen;
import hikae.ui.Walk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which backup: the named one, the one chosen from the list, or the youngest good one; read to its end. */
final class DumpChoice {
    private final Session session;
    private final Host host;
    private final Present present;
    private final boolean rehearsal;

    /**
     * @param rehearsal whether it is chosen for a rehearsal
     */
    DumpChoice(Session session, Present present, boolean rehearsal) {
        this.rehearsal = rehearsal;
        this.session = session;
        this.host = session.host();
        this.present = present;
    }

    /**
     * The backup.
     *
     * @param named the file as it was typed; empty to choose
     * @return empty when the operator went back
     * @throws ProblemException when there is none, or it cannot be opened
     */
    Optional<Dump> dump(Optional<String> named) {
        Optional<Dump> dump = named.isPresent()
                ? Optional.of(new DumpName(host, session.given()).named(named.get()))
                : session.face().attended() ? picked() : Optional.of(newest());
        return dump.flatMap(this::read);
    }

    private Dump newest() {
        return folder().youngestGood()
                .or(() -> folder().youngest())
                .orElseThrow(() -> ProblemException.of("backup-none", present.backups()));
    }

    private Optional<Dump> picked() {
        List<Dump> dumps = folder().bestFirst();
        if (dumps.isEmpty()) {
            throw ProblemException.of("backup-none", present.backups());
        }
        DumpLines words = DumpLines.now(host.environment().clock(), present);
        List<Option> rows = dumps.stream()
                .map(dump -> new Option(dump.path().toString(), words.row(dump), words.below(dump)))
                .toList();
        List<Line> notes = List.of(
                Line.text(Say.of(rehearsal ? "recovery.other-rehearsal" : "recovery.other-file", present.backups())));
        Chosen chosen = session.face()
                .choose(new Table(rehearsal ? "rehearse-dumps" : "recovery-dumps", rows, notes, List::of));
        return chosen.walk() == Walk.ON ? folder().of(Path.of(chosen.value())) : Optional.empty();
    }

    /** One that was read before, as it stands now, is known. */
    private Optional<Dump> read(Dump dump) {
        if (dump.verified().isPresent() && !dump.isTouched()) {
            return Optional.of(dump);
        }
        return read(session, new Verification(host, present.directory(), present.backups()), dump);
    }

    /**
     * A named one, where no backup directory is set up.
     *
     * @param file as it was typed
     */
    static Optional<Dump> named(Session session, Target target, String file) {
        Dump dump = new DumpName(session.host(), session.given()).named(file);
        return read(session, new Verification(session.host(), target.home(), target.backups()), dump);
    }

    private static Optional<Dump> read(Session session, Verification verification, Dump dump) {
        return session.look(Say.of("recovery.reading", dump.path()), () -> verification.readAgain(dump, bytes -> {}));
    }

    private BackupFolder folder() {
        return new Verification(host, present.directory(), present.backups()).folder();
    }
}
