package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Verification;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupDirectoryReader;
import hikae.recovery.plan.RestorePlan;
import hikae.recovery.plan.RestoreRequest;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.work.Plan;
import hikae.work.Run;
import hikae.work.Runner;
import hikae.work.Step;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A restore on the made-up server whose process was killed. */
final class Killed {
    private Killed() {}

    /** Killed when this step was done; returns the folder of its record, which has no end. */
    static Path after(MadeUpServer server, String last) throws InterruptedException {
        BackupDirectory directory = new BackupDirectoryReader(server.host, true).read(MadeUpServer.HOME, "");
        BackupFolder backups = new Verification(server.host, directory.directory(), directory.backups()).folder();
        Path dump = backups.youngestGood().orElseThrow().path();
        Plan whole = RestorePlan.made(
                RestoreRequest.of(RestoreTarget.of(directory), dump),
                Plan.runIdAt(server.time.instant(), RecoveryFlow.RESTORE));
        List<String> ids = whole.steps().stream().map(Step::id).toList();
        Plan part = new Plan(
                whole.flow(),
                whole.home(),
                whole.runId(),
                whole.steps().subList(0, ids.indexOf(last) + 1),
                List.of(),
                whole.input());
        Run run = new Runner(server.host).start(part);
        run.await();
        assertThat(run.problems()).isEmpty();
        Path journal = run.folder().resolve("journal.jsonl");
        String text = read(server, journal);
        write(server, journal, text.substring(0, text.indexOf("{\"what\":\"ended\"")));
        return run.folder();
    }

    static String read(MadeUpServer server, Path path) {
        return new String(server.host.files().read(path, 1 << 20), StandardCharsets.UTF_8);
    }

    static void write(MadeUpServer server, Path path, String text) {
        server.host.files().replace(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
