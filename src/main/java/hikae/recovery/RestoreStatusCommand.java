package hikae.recovery;

import hikae.backup.BackupPlace;
import hikae.backup.Present;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.text.Language;
import hikae.text.ProblemException;
import hikae.text.Say;
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
        Optional<Report> report = session.face()
                .look(
                        Say.of("recovery.looking-status"),
                        () -> report(session.face().language()));
        report.ifPresent(session.face()::show);
        return report.map(Report::exit);
    }

    private Report report(Language language) {
        Present present = new BackupPlace(host, session.given()).present(false);
        ZoneId zone = present.zone(host.environment().clock().getZone());
        Recoveries recoveries = Recoveries.look(host, present.directory());
        return new StateReport(host, present, recoveries, standing(present), zone).report(language);
    }

    private Standing standing(Present present) {
        try {
            return Standing.look(host, Target.of(present));
        } catch (ProblemException e) { // its settings cannot be read
            return Standing.unseen(e.problem());
        }
    }
}
