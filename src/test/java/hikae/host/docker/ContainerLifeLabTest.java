package hikae.host.docker;

import static hikae.host.FilesContract.assertProblem;
import static hikae.host.Lending.await;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Docker;
import hikae.host.Environment;
import hikae.host.Lending;
import hikae.host.Programs;
import hikae.host.Shell;
import hikae.host.files.RealFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Starting and stopping containers, and what becomes of a command in one that ends. */
@Tag("lab")
class ContainerLifeLabTest {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Lending LENDING = new Lending("hikae-life-test");

    private static final Docker docker = Lending.docker();

    @AfterAll
    static void remove() throws Exception {
        LENDING.removeAll();
    }

    @Test
    void stopsStartsAndRestartsOnceAndThenHasNothingToDo() {
        String id = docker.runDetached(LENDING.lent("none", List.of("sleep", "600"), false));
        docker.start(id);
        Instant first = docker.container(id).orElseThrow().startedAt();

        docker.stop(id, Duration.ZERO);
        assertThat(docker.container(id).orElseThrow().state()).isEqualTo("exited");
        docker.stop(id, GRACE);
        docker.start(id);
        Instant second = docker.container(id).orElseThrow().startedAt();
        assertThat(second).isAfter(first);
        docker.start(id);
        assertThat(docker.container(id).orElseThrow().startedAt()).isEqualTo(second);
        docker.restart(id, Duration.ZERO);
        assertThat(docker.container(id).orElseThrow().startedAt()).isAfter(second);

        docker.remove(id);
        assertProblem(() -> docker.stop(id, GRACE), "docker-no-container");
        assertProblem(() -> docker.start(id), "docker-no-container");
        assertProblem(() -> docker.restart(id, GRACE), "docker-no-container");
        assertProblem(() -> docker.restartPolicy(id, "no"), "docker-no-container");
    }

    @Test
    void aStopMayTakeLongerThanAnAnswer() {
        Docker hasty = new DockerEngine(
                Environment.ofProcess(),
                new RealFiles(Environment.ofProcess()),
                Programs.of(Environment.ofProcess()),
                Duration.ofSeconds(2));
        String script = "trap 'sleep 4; exit 3' TERM; echo ready; while :; do sleep 0.1; done";
        String id = hasty.runDetached(LENDING.lent("none", List.of("sh", "-c", script), false));
        await(() -> hasty.log(id, 1).contains("ready"));

        hasty.stop(id, Duration.ofSeconds(60));

        assertThat(hasty.container(id).orElseThrow().state()).isEqualTo("exited");
        hasty.remove(id);
    }

    @Test
    void aRestartPolicyIsSeenAndChanged() {
        String id = docker.runDetached(LENDING.lent("none", List.of("sleep", "600"), false));

        for (String policy : List.of("always", "unless-stopped", "on-failure", "on-failure:3", "no")) {
            docker.restartPolicy(id, policy);
            assertThat(docker.container(id).orElseThrow().restartPolicy()).isEqualTo(policy);
        }
        docker.remove(id);
    }

    @Test
    void aCommandWhoseContainerDiesIsAProblemAndDoesNotHang() throws Exception {
        for (String death : List.of("kill", "rm -f", "stop -t 1", "restart -t 0", "kill", "rm -f")) {
            String id = docker.runDetached(LENDING.lent("none", List.of("sleep", "600"), false));
            CompletableFuture<Void> killed = CompletableFuture.runAsync(() -> {
                await(() -> top(id).contains("sleep 77"));
                shell("docker " + death + " " + id);
            });
            long begin = System.nanoTime();

            assertProblem(
                    () -> docker.exec(id, List.of("sh", "-c", "echo said; sleep 77"), Duration.ofMinutes(5)),
                    "docker-ended-meanwhile");

            killed.join();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
            docker.remove(id);
        }
    }

    private static String top(String id) {
        return shell("docker top " + id + " -o pid,args");
    }

    private static String shell(String script) {
        try {
            return Shell.run(script);
        } catch (Exception e) {
            throw new AssertionError(script, e);
        }
    }
}
