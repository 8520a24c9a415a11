package hikae.recovery;

import hikae.backup.dumps.Dump;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupPlace;
import hikae.flow.Session;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.plan.RehearsePlan;
import hikae.recovery.plan.RehearseRequest;
import hikae.recovery.run.Containers;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Run;
import hikae.work.Runner;
import java.util.Optional;

/** {@code hikae rehearse}: loads a backup into a throwaway server and compares it with what the backup says it holds. */
public final class RehearseCommand {
    private final Session session;
    private final Host host;
    private final Optional<String> named;

    /**
     * @param named the file as it was typed; empty to choose, with nobody there the youngest good one
     */
    public RehearseCommand(Session session, Optional<String> named) {
        this.session = session;
        this.host = session.host();
        this.named = named;
    }

    /**
     * Runs the flow.
     *
     * @return how it ended; empty when the operator went back
     */
    public Optional<ExitCode> run() {
        Optional<BackupDirectory> directory =
                session.look(Message.of("backup.looking"), () -> new BackupPlace(host, session.given()).present(true));
        if (directory.isPresent()) {
            Optional<ExitCode> taken =
                    ResumeRun.before(session, directory.get().directory()).first();
            if (taken.isPresent()) {
                return taken;
            }
        }
        return directory.flatMap(this::chosen);
    }

    /** From the plan of one that was chosen from a list, back is to that list. */
    private Optional<ExitCode> chosen(BackupDirectory directory) {
        while (true) {
            Optional<Dump> dump = new DumpChoice(session, directory, true).dump(named);
            if (dump.isEmpty()) {
                return Optional.empty();
            }
            Plan plan = plan(host, directory, dump.get());
            if (session.given().dryRun()) {
                return session.flow().instead(RehearseReport.dryRun(plan));
            }
            Optional<ExitCode> ended = session.flow().approve(plan, new RehearseReport(host)::of);
            if (ended.isPresent() || named.isPresent() || !session.face().attended()) {
                return ended;
            }
        }
    }

    /**
     * Starts a rehearsal of the newest good backup.
     *
     * @throws ProblemException {@code backup-none} when there is none
     */
    public static Run start(Host host, BackupDirectory directory) {
        Dump dump = directory
                .dumps()
                .youngestGood()
                .orElseThrow(() -> ProblemException.of("backup-none", directory.backups()));
        return new Runner(host).start(plan(host, directory, dump));
    }

    /** The plan for a backup that was read. */
    public static Plan plan(Host host, BackupDirectory directory, Dump dump) {
        RestoreTarget target = RestoreTarget.of(directory);
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
}
