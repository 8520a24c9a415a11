package hikae.recovery;

import hikae.ask.Given;
import hikae.backup.BackupPlace;
import hikae.backup.Present;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.ui.FrontEnd;
import hikae.work.ExitCode;
import hikae.work.Report;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * {@code hikae restore status}: what state things are in, the last restore with its figures, and the databases that
 * are kept. Changes nothing.
 */
public final class RestoreStatusCommand {
    private final Host host;
    private final FrontEnd face;
    private final Given given;

    public RestoreStatusCommand(Host host, FrontEnd face, Given given) {
        this.host = host;
        this.face = face;
        this.given = given;
    }

    /**
     * Shows it.
     *
     * @return no where a restore was interrupted; empty when the operator did not wait
     */
    public Optional<ExitCode> show() {
        Optional<Report> report = face.look(Say.of("recovery.looking-status"), () -> report(face.language()));
        report.ifPresent(face::show);
        return report.map(Report::exit);
    }

    private Report report(Language language) {
        Present present = new BackupPlace(host, given).present(false);
        ZoneId zone = present.zone(host.environment().clock().getZone());
        Recoveries recoveries = Recoveries.look(host.files(), present.directory());
        KeptAll kept = kept(present);
        Optional<Situation> situation = recoveries.unfinished().flatMap(run -> Situation.of(host, run.folder()));
        return new StateReport(host, present, recoveries, situation, kept, zone).report(language);
    }

    /**
     * What is kept, or why that cannot be known now.
     *
     * @param databases the one replaced last first
     * @param unknown why they could not be looked at
     */
    record KeptAll(List<Kept> databases, Optional<Problem> unknown) {
        /** As a line. */
        Optional<Finding> finding() {
            return unknown.map(Finding::warning);
        }
    }

    private KeptAll kept(Present present) {
        try {
            return new KeptAll(Kept.look(host, Target.of(present)), Optional.empty());
        } catch (ProblemException e) {
            return new KeptAll(List.of(), Optional.of(e.problem()));
        }
    }
}
