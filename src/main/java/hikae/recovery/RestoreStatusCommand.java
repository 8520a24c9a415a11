package hikae.recovery;

import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupPlace;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.recovery.record.ServedDatabases;
import hikae.recovery.run.RestoreTarget;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Report;
import java.time.ZoneId;
import java.util.Optional;

/**
 * {@code hikae restore status}: what state things are in, the last restore with its figures, and the databases that
 * are kept. Changes nothing.
 */
public final class RestoreStatusCommand {
    private final Session session;
    private final Host host;

    public RestoreStatusCommand(Session session) {
        this.session = session;
        this.host = session.host();
    }

    /**
     * Shows it.
     *
     * @return no where a restore was interrupted; empty when the operator did not wait
     */
    public Optional<ExitCode> show() {
        Optional<Report> report = session.look(
                Message.of("recovery.looking-status"),
                () -> report(session.face().language()));
        report.ifPresent(session.face()::show);
        return report.map(Report::exit);
    }

    private Report report(Language language) {
        BackupDirectory directory = new BackupPlace(host, session.given()).present(false);
        ZoneId zone = directory.zone(host.environment().clock().getZone());
        RecoveryHistory recoveries = RecoveryHistory.look(host, directory.directory());
        return new StateReport(host, directory, recoveries, standing(directory), zone).report(language);
    }

    private ServedDatabases standing(BackupDirectory directory) {
        try {
            return ServedDatabases.look(host, RestoreTarget.of(directory));
        } catch (ProblemException e) { // its settings cannot be read
            return ServedDatabases.unseen(e.problem());
        }
    }
}
