package hikae.backup;

import hikae.ask.Given;
import hikae.backup.container.MakeBackup;
import hikae.backup.container.Shrunk;
import hikae.backup.copies.InstanceKeeping;
import hikae.backup.dumps.Verification;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupPlace;
import hikae.backup.settings.BackupSettings;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.text.Message;
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
        Optional<Seen> found = session.look(Message.of("backup.looking"), this::seen);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        boolean accepted = session.given().answer(Given.ACCEPT_SHRUNK).isPresent();
        Plan plan = found.get().plan(accepted, session.now());
        if (session.given().dryRun()) {
            return session.flow().instead(BackupReport.dryRun(plan));
        }
        return session.flow().approve(plan, run -> report(run, found.get().directory()));
    }

    private record Seen(
            BackupDirectory directory,
            BackupSettings settings,
            InstanceKeeping instance,
            Optional<Change.LossChange> loss) {
        Plan plan(boolean accepted, Instant now) {
            MakeBackup make = new MakeBackup(
                    settings, directory.directory(), directory.backups(), loss, accepted || loss.isPresent());
            return BackupPlan.backup(directory, make, instance, now);
        }
    }

    private Seen seen() {
        host.docker().engine();
        BackupDirectory directory = new BackupPlace(host, session.given()).present(true);
        BackupSettings settings = directory.settings();
        ZoneId zone = directory.zone(host.environment().clock().getZone());
        Optional<Change.LossChange> loss = Shrunk.look(host.docker(), directory.service(), directory.dumps())
                .map(shrunk -> shrunk.loss(zone));
        return new Seen(directory, settings, InstanceKeeping.look(host, directory, settings.misskey()), loss);
    }

    private Report report(Run run, BackupDirectory directory) {
        return new BackupReport(
                        host, directory, new Verification(host, directory.directory(), directory.backups()).folder())
                .of(run);
    }
}
