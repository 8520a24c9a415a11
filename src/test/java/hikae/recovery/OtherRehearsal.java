package hikae.recovery;

import hikae.backup.settings.BackupSettings;
import hikae.host.Host;
import hikae.lab.Lab;
import hikae.lab.OtherMajor;
import hikae.recovery.plan.RehearsePlan;
import hikae.recovery.plan.RehearseRequest;
import hikae.recovery.run.Note;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.RunContext;
import hikae.recovery.step.RemoveServer;
import hikae.recovery.step.StartServer;
import hikae.text.Message;
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
        RestoreTarget target = new RestoreTarget(
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
        RunContext context = new RunContext(target, plan.runId(), true);
        List<Step> steps = plan.steps().stream()
                .map(step -> step instanceof StartServer
                        ? new Act("server", () -> context.notes(host).put(Note.SERVER, server.container()))
                        : step)
                .map(step -> step instanceof RemoveServer
                        ? new Act("dump", () -> loaded.in(context.names().staging()))
                        : step)
                .toList();
        Plan changed = new Plan(plan.flow(), plan.home(), plan.runId(), steps, List.of(), plan.input(), context);
        Run run = new Runner(host).start(changed);
        try {
            run.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        server.sql("postgres", "DROP DATABASE IF EXISTS \"" + context.names().staging() + "\"");
        return run;
    }

    /** Something of the test's own in the place of a step. */
    private record Act(String id, Runnable act) implements Step {
        @Override
        public Message title() {
            return Message.literal(id);
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
