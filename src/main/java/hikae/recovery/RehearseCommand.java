package hikae.recovery;

import hikae.backup.BackupPlace;
import hikae.backup.Dump;
import hikae.backup.Present;
import hikae.flow.Session;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.ProblemException;
import hikae.text.Say;
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
        Optional<Present> present = session.face()
                .look(Say.of("backup.looking"), () -> new BackupPlace(host, session.given()).present(true));
        if (present.isPresent()) {
            Optional<ExitCode> taken =
                    TakeUp.before(session, present.get().directory()).first();
            if (taken.isPresent()) {
                return taken;
            }
        }
        return present.flatMap(this::chosen);
    }

    /** From the plan of one that was chosen from a list, back is to that list. */
    private Optional<ExitCode> chosen(Present present) {
        while (true) {
            Optional<Dump> dump = new DumpChoice(session, present, true).dump(named);
            if (dump.isEmpty()) {
                return Optional.empty();
            }
            Plan plan = plan(host, present, dump.get());
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
}
