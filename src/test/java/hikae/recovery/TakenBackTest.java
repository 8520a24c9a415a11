package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.BackupFolder;
import hikae.backup.Present;
import hikae.backup.PresentReader;
import hikae.backup.Verification;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.lab.ChangedHost;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Run;
import hikae.work.Runner;
import hikae.work.Step;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A restore that was killed and is taken back: what serves then is told as it is. */
class TakenBackTest {
    private final MadeUpServer server = new MadeUpServer();

    @Test
    void beforeTheSwitchTheDatabaseBeforeServesAndNothingIsCalledRestored() throws InterruptedException {
        killedAfter("stop-web");

        assertThat(back()).contains(ExitCode.DONE);

        assertThat(server.out())
                .contains("Taken back", "the one before, unchanged")
                .doesNotContain("Restored", "The backup serves");
        assertThat(server.host.docker().containers()).allMatch(container -> container.isRunning());
    }

    @Test
    void asJsonToo() throws InterruptedException {
        killedAfter("load");

        assertThat(back("--json")).contains(ExitCode.DONE);

        assertThat(server.out()).contains("\"report\":\"restore-back\"", "\"switched\":false");
    }

    @Test
    void afterTheSwitchTheBackupServesAlsoWhenItWasKilledBeforeItKnew() throws InterruptedException {
        Path folder = killedAfter("switch");
        Path notes = folder.resolve("notes.json");
        String noted = read(notes).replaceFirst(",\"switched_at\":\"[^\"]*\"", "");
        assertThat(noted).contains("incoming_oid").doesNotContain("switched_at");
        server.host.files().replace(notes, noted.getBytes(StandardCharsets.UTF_8));

        assertThat(back()).contains(ExitCode.DONE);

        assertThat(server.out()).contains("The backup serves", "hikae_kept_").doesNotContain("Taken back");
    }

    @Test
    void aWayBackThatCannotBeGoneIsNotCalledUnchanged() throws InterruptedException {
        killedAfter("stop-web");

        assertThat(back(unableToStart())).contains(ExitCode.MIDWAY);
        assertThat(server.out()).contains("no space left");
    }

    private Optional<ExitCode> back(String... flags) {
        Map<String, String> answers = flags.length == 0 ? Map.of() : Map.of(flags[0], "");
        return server.run(answers, (face, given) -> new TakeUp(server.host, face, MadeUpServer.HOME).goBack());
    }

    private Optional<ExitCode> back(Host host) {
        return server.run(Map.of(), (face, given) -> new TakeUp(host, face, MadeUpServer.HOME).goBack());
    }

    private Host unableToStart() {
        Host host = server.host;
        InvocationHandler handler = (proxy, method, words) -> {
            if (method.getName().equals("start")) {
                throw ProblemException.of("docker-failed", "no space left");
            }
            return method.invoke(host.docker(), words);
        };
        Class<?>[] types = {Docker.class};
        Docker docker = (Docker) Proxy.newProxyInstance(getClass().getClassLoader(), types, handler);
        return new ChangedHost(host.environment(), host.files(), docker, host.compose(), host.postgres(), host.web());
    }

    /** Returns the folder of its record, which has no end. */
    private Path killedAfter(String last) throws InterruptedException {
        Present present = new PresentReader(server.host, true).read(MadeUpServer.HOME, "");
        BackupFolder backups = new Verification(server.host, present).folder();
        Path dump = backups.youngestGood().orElseThrow().path();
        Plan whole = RestorePlan.restore(Target.of(present), dump, Map.of(), server.time.instant());
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
        String text = read(journal);
        String killed = text.substring(0, text.indexOf("{\"what\":\"ended\""));
        server.host.files().replace(journal, killed.getBytes(StandardCharsets.UTF_8));
        return run.folder();
    }

    private String read(Path path) {
        return new String(server.host.files().read(path, 1 << 20), StandardCharsets.UTF_8);
    }
}
