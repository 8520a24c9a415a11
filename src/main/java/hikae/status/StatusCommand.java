package hikae.status;

import hikae.ask.Given;
import hikae.host.Host;
import hikae.text.Language;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.ui.FrontEnd;
import hikae.work.ExitCode;
import java.util.Optional;

/** {@code hikae status}: whether a backup will be made tonight, and whether there is one to restore now. */
public final class StatusCommand {
    private final Host host;
    private final FrontEnd face;
    private final Given given;

    public StatusCommand(Host host, FrontEnd face, Given given) {
        this.host = host;
        this.face = face;
        this.given = given;
    }

    /**
     * Shows the verdict and a line for each check.
     *
     * @return whether all is well; empty when the operator did not wait
     */
    public Optional<ExitCode> show() {
        Optional<Status> status = look();
        status.ifPresent(all -> face.show(StatusReport.of(all, face.language())));
        return status.map(Status::exit);
    }

    /** The same for cron: says nothing at all when all is well, else only what is not. */
    public Optional<ExitCode> quiet() {
        Optional<Status> status = look();
        status.stream()
                .flatMap(all -> all.reds().stream())
                .map(Checked::finding)
                .flatMap(finding -> finding.problem().stream())
                .forEach(face::refuse);
        return status.map(Status::exit);
    }

    /** The same as one line for Nagios. */
    public static Nagios nagios(Host host, Given given, Language language) {
        try {
            return Nagios.of(Status.of(new Look(host, given).seen()), language);
        } catch (ProblemException e) {
            return Nagios.unknown(e.problem(), language);
        }
    }

    private Optional<Status> look() {
        return face.look(Say.of("status.looking"), () -> Status.of(new Look(host, given).seen()));
    }
}
