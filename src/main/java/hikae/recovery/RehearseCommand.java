package hikae.recovery;

import hikae.ask.Given;
import hikae.backup.BackupPlace;
import hikae.backup.Dump;
import hikae.backup.Present;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.ui.FrontEnd;
import hikae.ui.Walk;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import hikae.work.Runner;
import java.util.Optional;

/** {@code hikae rehearse}: loads a backup into a throwaway server and compares it with what the backup says it holds. */
public final class RehearseCommand {
    private final Host host;
    private final FrontEnd face;
    private final Given given;
    private final Optional<String> named;

    /**
     * @param named the file as it was typed; empty to choose, with nobody there the youngest good one
     */
    public RehearseCommand(Host host, FrontEnd face, Given given, Optional<String> named) {
        this.host = host;
        this.face = face;
        this.given = given;
        this.named = named;
    }

    /**
     * Runs the flow.
     *
     * @return how it ended; empty when the operator went back
     */
    public Optional<ExitCode> run() {
        Optional<Present> present =
                face.look(Say.of("backup.looking"), () -> new BackupPlace(host, given).present(true));
        if (present.isPresent()) {
            Optional<ExitCode> taken = new TakeUp(host, face, present.get().directory()).first();
            if (taken.isPresent()) {
                return taken;
            }
        }
        return present.flatMap(this::chosen);
    }

    /** From the plan of one that was chosen from a list, back is to that list. */
    private Optional<ExitCode> chosen(Present present) {
        while (true) {
            Optional<Dump> dump = new DumpChoice(host, face, given, present, true).dump(named);
            if (dump.isEmpty()) {
                return Optional.empty();
            }
            Plan plan = plan(host, present, dump.get());
            if (given.dryRun()) {
                face.show(RehearseReport.dryRun(plan));
                return Optional.of(ExitCode.DONE);
            }
            Walk walk = face.approve(Preview.of(plan));
            if (walk != Walk.BACK) {
                return Optional.of(walk == Walk.ON ? follow(plan) : ExitCode.LEFT);
            }
            if (named.isPresent() || !face.attended()) {
                return Optional.empty();
            }
        }
    }

    /**
     * Starts a rehearsal of the newest good backup.
     *
     * @throws ProblemException {@code backup-none} when there is none
     */
    public static Run start(Host host, Present present) {
        Dump dump =
                present.dumps().youngestGood().orElseThrow(() -> ProblemException.of("backup-none", present.backups()));
        return new Runner(host).start(plan(host, present, dump));
    }

    /** The plan for a backup that was read. */
    static Plan plan(Host host, Present present, Dump dump) {
        Target target = Target.of(present);
        Docker.Container database = new Containers(host.docker(), target)
                .database()
                .orElseThrow(() -> ProblemException.of(
                        "recovery-no-database", target.misskey().directory()));
        String data = database.mounts().stream()
                .map(Docker.Mount::target)
                .filter(path -> path.startsWith("/var/lib/postgresql"))
                .findFirst()
                .orElse("/var/lib/postgresql/data");
        return RehearsePlan.made(
                new RehearseRequest(target, dump.path(), database.image(), data),
                Plan.runIdAt(host.environment().clock().instant(), RecoveryFlow.REHEARSE));
    }

    private ExitCode follow(Plan plan) {
        Run run = new Runner(host).start(plan);
        if (face.follow(run) == Walk.LEAVE && !run.isOver()) {
            return ExitCode.LEFT;
        }
        Report report = new RehearseReport(host).of(run);
        face.show(report);
        return report.exit();
    }
}
