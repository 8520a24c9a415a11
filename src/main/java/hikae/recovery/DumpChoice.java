package hikae.recovery;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.backup.DumpLines;
import hikae.backup.DumpName;
import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Dump;
import hikae.backup.dumps.Verification;
import hikae.backup.home.BackupDirectory;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.recovery.run.RestoreTarget;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which backup: the named one, the one chosen from the list, or the youngest good one; read to its end. */
final class DumpChoice {
    private final Session session;
    private final Host host;
    private final BackupDirectory directory;
    private final boolean rehearsal;

    /**
     * @param rehearsal whether it is chosen for a rehearsal
     */
    DumpChoice(Session session, BackupDirectory directory, boolean rehearsal) {
        this.rehearsal = rehearsal;
        this.session = session;
        this.host = session.host();
        this.directory = directory;
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
                .orElseThrow(() -> ProblemException.of("backup-none", directory.backups()));
    }

    private Optional<Dump> picked() {
        List<Dump> dumps = folder().bestFirst();
        if (dumps.isEmpty()) {
            throw ProblemException.of("backup-none", directory.backups());
        }
        DumpLines words = DumpLines.now(host.environment().clock(), directory);
        List<Option> rows = dumps.stream()
                .map(dump -> new Option(dump.path().toString(), words.row(dump), words.below(dump)))
                .toList();
        List<Line> notes = List.of(Line.text(
                Message.of(rehearsal ? "recovery.other-rehearsal" : "recovery.other-file", directory.backups())));
        MenuChoice chosen = session.face()
                .choose(new Table(rehearsal ? "rehearse-dumps" : "recovery-dumps", rows, notes, List::of));
        return chosen.navigation() == Navigation.NEXT ? folder().of(Path.of(chosen.value())) : Optional.empty();
    }

    /** One that was read before, as it stands now, is known. */
    private Optional<Dump> read(Dump dump) {
        if (dump.verified().isPresent() && !dump.isTouched()) {
            return Optional.of(dump);
        }
        return read(session, new Verification(host, directory.directory(), directory.backups()), dump);
    }

    /**
     * A named one, where no backup directory is set up.
     *
     * @param file as it was typed
     */
    static Optional<Dump> named(Session session, RestoreTarget target, String file) {
        Dump dump = new DumpName(session.host(), session.given()).named(file);
        return read(session, new Verification(session.host(), target.home(), target.backups()), dump);
    }

    private static Optional<Dump> read(Session session, Verification verification, Dump dump) {
        return session.look(
                Message.of("recovery.reading", dump.path()), () -> verification.readAgain(dump, bytes -> {}));
    }

    private BackupFolder folder() {
        return new Verification(host, directory.directory(), directory.backups()).folder();
    }
}
