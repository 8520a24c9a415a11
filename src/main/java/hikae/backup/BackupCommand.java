package hikae.backup;

import hikae.ask.Given;
import hikae.host.Host;
import hikae.text.Say;
import hikae.ui.FrontEnd;
import hikae.ui.Walk;
import hikae.work.Change;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import hikae.work.Runner;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** {@code hikae backup}: makes a backup now, as the schedule would, and reads it to its last byte. */
public final class BackupCommand {
    private final Host host;
    private final FrontEnd face;
    private final Given given;

    public BackupCommand(Host host, FrontEnd face, Given given) {
        this.host = host;
        this.face = face;
        this.given = given;
    }

    /**
     * Runs the flow.
     *
     * @return how it ended; empty when the operator went back
     */
    public Optional<ExitCode> run() {
        Optional<Seen> found = face.look(Say.of("backup.looking"), this::seen);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        boolean accepted = given.answer(Given.ACCEPT_SHRUNK).isPresent();
        Plan plan = found.get().plan(accepted, host.environment().clock().instant());
        if (given.dryRun()) {
            face.show(BackupReport.dryRun(plan));
            return Optional.of(ExitCode.DONE);
        }
        return switch (face.approve(Preview.of(plan))) {
            case ON -> Optional.of(apply(plan, found.get().present()));
            case BACK -> Optional.empty();
            case LEAVE -> Optional.of(ExitCode.LEFT);
        };
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
        Present present = new BackupPlace(host, given).present(true);
        BackupSettings settings = present.settings();
        ZoneId zone = present.zone(host.environment().clock().getZone());
        Optional<Change.LossChange> loss =
                Shrunk.look(host.docker(), present.service(), present.dumps()).map(shrunk -> shrunk.loss(zone));
        return new Seen(present, settings, InstanceKeeping.look(host, present, settings.misskey()), loss);
    }

    private ExitCode apply(Plan plan, Present present) {
        Run run = new Runner(host).start(plan);
        if (face.follow(run) == Walk.LEAVE && !run.isOver()) {
            return ExitCode.LEFT;
        }
        Report report = new BackupReport(
                        host, present, new Verification(host, present.directory(), present.backups()).folder())
                .of(run);
        face.show(report);
        return report.exit();
    }
}
