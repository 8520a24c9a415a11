package hikae.recovery;

import hikae.backup.BackupSettings;
import hikae.host.Host;
import hikae.lab.Lab;
import hikae.lab.OtherMajor;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Plan;
import hikae.work.Progress;
import hikae.work.Run;
import hikae.work.Runner;
import hikae.work.Step;
import java.nio.file.Path;
import java.util.List;

/**
 * The very steps of a rehearsal on a server that is there already.
 *
 * @param home the backup directory
 * @param major of the server
 * @param database what the live one would be called
 * @param user who logs in
 */
record OtherRehearsal(Path home, OtherMajor server, int major, String database, String user) {
    /** What is done with the database that was loaded. */
    interface Loaded {
        void in(String database);
    }

    /** Loads a dump and drops it again. */
    Run of(Path dump, Loaded loaded) {
        Target target = new Target(
                home,
                home.resolve("backups"),
                "none",
                "prodrigestivill/postgres-backup-local:latest",
                new BackupSettings.Misskey("misskey.test", "/nowhere", "none", "db", "web"),
                new BackupSettings.Database("none", "db", 5432, database, user, major),
                home.resolve("no-password"));
        Host host = Lab.host(home);
        Plan plan = RehearsePlan.made(
                new RehearseRequest(target, dump, "-", "-"),
                Plan.runIdAt(host.environment().clock().instant(), RecoveryFlow.REHEARSE));
        Ground ground = new Ground(target, plan.runId(), true);
        List<Step> steps = plan.steps().stream()
                .map(step -> step instanceof StartServer
                        ? new Act("server", () -> ground.notes(host).put(Note.SERVER, server.container()))
                        : step)
                .map(step -> step instanceof RemoveServer
                        ? new Act("dump", () -> loaded.in(ground.names().staging()))
                        : step)
                .toList();
        Plan changed = new Plan(plan.flow(), plan.home(), plan.runId(), steps, List.of(), plan.input(), ground);
        Run run = new Runner(host).start(changed);
        try {
            run.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        server.sql("postgres", "DROP DATABASE IF EXISTS \"" + ground.names().staging() + "\"");
        return run;
    }

    /** Something of the test's own in the place of a step. */
    private record Act(String id, Runnable act) implements Step {
        @Override
        public Say title() {
            return Say.literal(id);
        }

        @Override
        public List<Change> changes() {
            return List.of();
        }

        @Override
        public void run(Host host, Progress progress) {
            act.run();
        }
    }
}
