package hikae.backup;

import hikae.ask.Given;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Report;
import hikae.work.Run;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** {@code hikae backup}: makes a backup now, as the schedule would, and reads it to its last byte. */
public final class BackupCommand {
    private final Session session;
    private final Host host;

    public BackupCommand(Session session) {
        this.session = session;
        this.host = session.host();
    }

    /**
     * Runs the flow.
     *
     * @return how it ended; empty when the operator went back
     */
    public Optional<ExitCode> run() {
        Optional<Seen> found = session.face().look(Say.of("backup.looking"), this::seen);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        boolean accepted = session.given().answer(Given.ACCEPT_SHRUNK).isPresent();
        Plan plan = found.get().plan(accepted, host.environment().clock().instant());
        if (session.given().dryRun()) {
            return session.flow().instead(BackupReport.dryRun(plan));
        }
        return session.flow().approve(plan, run -> report(run, found.get().present()));
    }

    private record Seen(
            Present present, BackupSettings settings, InstanceKeeping instance, Optional<Change.LossChange> loss) {
        Plan plan(boolean accepted, Instant now) {
            MakeBackup make = new MakeBackup(
                    settings, present.directory(), present.backups(), loss, accepted || loss.isPresent());
            return BackupPlan.backup(present, make, instance, now);
        }
    }

    private Seen seen() {
        host.docker().engine();
        Present present = new BackupPlace(host, session.given()).present(true);
        BackupSettings settings = present.settings();
        ZoneId zone = present.zone(host.environment().clock().getZone());
        Optional<Change.LossChange> loss =
                Shrunk.look(host.docker(), present.service(), present.dumps()).map(shrunk -> shrunk.loss(zone));
        return new Seen(present, settings, InstanceKeeping.look(host, present, settings.misskey()), loss);
    }

    private Report report(Run run, Present present) {
        return new BackupReport(host, present, new Verification(host, present.directory(), present.backups()).folder())
                .of(run);
    }
}
