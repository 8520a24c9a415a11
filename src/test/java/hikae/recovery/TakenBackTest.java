package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.flow.Session;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.lab.ChangedHost;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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

    /** It would not bring the database before back, whatever it is called. */
    @Test
    void afterTheSwitchThereIsNoWayBackButUndoAlsoWhenItWasKilledBeforeItKnew() throws InterruptedException {
        Path folder = killedAfter("switch");
        forget(folder);
        String journal = read(folder.resolve("journal.jsonl"));

        assertThat(back()).contains(ExitCode.PROBLEM);

        assertThat(server.out())
                .contains("switched already", "hikae restore continue", "hikae restore undo")
                .doesNotContain("The backup serves", "Taken back", "unchanged.");
        assertThat(read(folder.resolve("journal.jsonl"))).isEqualTo(journal);
        assertThat(read(folder.resolve("notes.json"))).doesNotContain("switched_at");
    }

    @Test
    void theStateIsWhatTheServerSaysNotWhatWasNoted() throws InterruptedException {
        forget(killedAfter("switch"));

        server.run(
                Map.of("--json", ""),
                (face, given) -> new RestoreStatusCommand(new Session(server.host, face, given)).show());
        assertThat(server.out()).contains("\"state\":\"interrupted\"", "\"serves\":\"switched\"", "\"switched\":true");
        server.run(Map.of(), (face, given) -> new RestoreStatusCommand(new Session(server.host, face, given)).show());
        assertThat(server.out()).contains("hikae restore undo").doesNotContain("hikae restore back");
    }

    /** Somebody has started it by hand meanwhile: since when it was off is not told of one that answers. */
    @Test
    void whatAnswersIsNotSaidToBeOfflineSince() throws InterruptedException {
        killedAfter("stop-web");
        assertThat(status()).contains("Misskey is offline since");

        server.host.docker().start(container("web"));
        assertThat(status()).contains("Misskey: answers").doesNotContain("offline since");
    }

    private String status() {
        server.run(Map.of(), (face, given) -> new RestoreStatusCommand(new Session(server.host, face, given)).show());
        return server.out();
    }

    /** R1: the transaction went through, and the client was gone before it could say so. */
    @Test
    void aSwitchWhoseAnswerIsLostIsASwitch() {
        Optional<ExitCode> exit = restore(losingTheAnswer(docker -> {}));

        assertThat(exit).as(server.out() + server.err()).contains(ExitCode.DONE);
        assertThat(server.out()).contains("The backup serves", "hikae_kept_");
    }

    /** And the server does not answer a moment later either: which one serves is not known, and is not said. */
    @Test
    void whereNobodyCanSayWhetherItWasSwitchedThatIsWhatIsSaid() {
        AtomicBoolean dead = new AtomicBoolean();
        Optional<ExitCode> exit = restore(losingTheAnswer(docker -> dead.set(true), dead::get));

        assertThat(exit).as(server.out() + server.err()).contains(ExitCode.MIDWAY);
        assertThat(server.out())
                .contains("could not be seen", "hikae restore continue")
                .doesNotContain("unchanged", "The backup serves");
        dead.set(false);
        Optional<ExitCode> later = server.run(
                Map.of(),
                (face, given) ->
                        new ResumeRun(new Session(server.host, face, Given.nothing()), MadeUpServer.HOME).goOn());
        assertThat(later).as(server.out() + server.err()).contains(ExitCode.DONE);
        assertThat(server.out()).contains("The backup serves", "hikae_kept_");
    }

    private Optional<ExitCode> restore(Host host) {
        return server.run(
                Map.of("confirm", "example.com"),
                (face, given) -> new RestoreCommand(new Session(host, face, given), Optional.empty()).run());
    }

    private void forget(Path folder) {
        Path notes = folder.resolve("notes.json");
        String noted = read(notes).replaceFirst(",\"switched_at\":\"[^\"]*\"", "");
        assertThat(noted).contains("incoming_oid").doesNotContain("switched_at");
        Killed.write(server, notes, noted);
    }

    private Host losingTheAnswer(Consumer<Docker> then) {
        return losingTheAnswer(then, () -> false);
    }

    /** The commit is made; what would have told of it is gone. From then on, commands fail as long as it is so. */
    private Host losingTheAnswer(Consumer<Docker> then, BooleanSupplier dead) {
        Host host = server.host;
        InvocationHandler handler = (proxy, method, words) -> {
            boolean command =
                    method.getName().equals("exec") || method.getName().equals("runDetached");
            if (command && dead.getAsBoolean()) {
                throw ProblemException.of("docker-ended-meanwhile", "client");
            }
            Object result = method.invoke(host.docker(), words);
            if (method.getName().equals("exec") && words[1].toString().contains("ending=$!")) {
                then.accept(host.docker());
                throw ProblemException.of("docker-ended-meanwhile", "client");
            }
            return result;
        };
        return with(host, handler);
    }

    @Test
    void aWayBackThatCannotBeGoneIsNotCalledUnchanged() throws InterruptedException {
        killedAfter("stop-web");

        assertThat(back(unableToStart())).contains(ExitCode.MIDWAY);
        assertThat(server.out())
                .contains("no space left", "Misskey does not answer")
                .doesNotContain("serves, unchanged");
    }

    @Test
    void nothingIsCalledUnchangedWhileTheDatabaseIsStopped() throws InterruptedException {
        killedAfter("load");
        server.host.docker().stop(container("db"), Duration.ofSeconds(1));

        assertThat(back()).contains(ExitCode.MIDWAY);
        assertThat(server.out())
                .contains("The database container of the service db does not run")
                .doesNotContain("unchanged");
    }

    private String container(String service) {
        return server.host.docker().containers().stream()
                .filter(one -> one.service().filter(service::equals).isPresent())
                .map(Docker.Container::name)
                .findFirst()
                .orElseThrow();
    }

    private Optional<ExitCode> back(String... flags) {
        Map<String, String> answers = flags.length == 0 ? Map.of() : Map.of(flags[0], "");
        return server.run(
                answers,
                (face, given) ->
                        new ResumeRun(new Session(server.host, face, Given.nothing()), MadeUpServer.HOME).goBack());
    }

    private Optional<ExitCode> back(Host host) {
        return server.run(
                Map.of(),
                (face, given) -> new ResumeRun(new Session(host, face, Given.nothing()), MadeUpServer.HOME).goBack());
    }

    private Host unableToStart() {
        Host host = server.host;
        InvocationHandler handler = (proxy, method, words) -> {
            if (method.getName().equals("start")) {
                throw ProblemException.of("docker-failed", "no space left");
            }
            return method.invoke(host.docker(), words);
        };
        return with(host, handler);
    }

    private Host with(Host host, InvocationHandler handler) {
        Class<?>[] types = {Docker.class};
        Docker docker = (Docker) Proxy.newProxyInstance(getClass().getClassLoader(), types, handler);
        return new ChangedHost(host.environment(), host.files(), docker, host.compose(), host.postgres(), host.web());
    }

    private Path killedAfter(String last) throws InterruptedException {
        return Killed.after(server, last);
    }

    private String read(Path path) {
        return Killed.read(server, path);
    }
}
