package hikae.host.docker;

import static hikae.host.FilesContract.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.ContainerSpec;
import hikae.host.Docker;
import hikae.host.Environment;
import hikae.host.Shell;
import hikae.host.Surroundings;
import hikae.host.real.RealHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a lent container is asked to do ends the same as by an exec of the engine, and needs none. */
@Tag("lab")
class OpenShellLabTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String IMAGE =
            "prodrigestivill/postgres-backup-local:" + System.getenv("HIKAE_LAB_PG_MAJOR") + "-alpine";

    private static Docker docker = RealHost.here(Environment.ofProcess()).docker();
    private static String container = "";

    @BeforeAll
    static void lend() {
        Surroundings.lab("DOCKER_HOST");
        container = lent();
    }

    @AfterAll
    static void remove() {
        docker.remove(container);
    }

    @Test
    void manyCommandsAreOneExec() throws Exception {
        String own = lent();
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(in(own, "echo out " + i + "; echo err " + i + " >&2; exit " + i))
                        .isEqualTo(new Docker.Result(i, "out " + i + "\n", "err " + i + "\n"));
            }
            assertThat(Shell.run("docker inspect -f '{{len .ExecIDs}}' " + own)).isEqualTo("1");
        } finally {
            docker.remove(own);
        }
    }

    @Test
    void wordsArriveAsTheyAre() {
        List<String> words = List.of("", " ", "a\nb\n", "'\"\\$x`", "控え", "-n", "*");
        List<String> command = new ArrayList<>(List.of("bash", "-c", "printf '<%s>' \"$@\"", "name"));
        command.addAll(words);

        assertThat(docker.exec(container, command, LIMIT).output()).isEqualTo("<" + String.join("><", words) + ">");
    }

    @Test
    void aCommandReadsNothingAndLeavesTheNextOneAsItWas() {
        assertThat(in(container, "cat; cd /tmp; x=1; exec 3</dev/null; ulimit -n 9"))
                .isEqualTo(new Docker.Result(0, "", ""));
        assertThat(in(container, "echo \"[$x]\"; pwd; ulimit -n").output())
                .startsWith("[]\n/\n")
                .doesNotContain("\n9\n");
    }

    @Test
    void endlessOutputIsBounded() {
        Docker.Result result =
                in(container, "head -c 3000000 /dev/zero | tr '\\0' x; head -c 3000000 /dev/zero | tr '\\0' y >&2");

        assertThat(result.output()).hasSize(1 << 20).matches("x+");
        assertThat(result.errors()).hasSize(1 << 20).matches("y+");
        assertThat(in(container, "echo next").output()).isEqualTo("next\n");
    }

    @Test
    void oneThatTakesTooLongIsAProblemAndTheNextOneIsNot() {
        assertProblem(
                () -> docker.exec(container, List.of("bash", "-c", "exec sleep 60"), Duration.ofMillis(300)),
                "docker-command-timeout");
        assertThat(in(container, "echo next").output()).isEqualTo("next\n");
    }

    @Test
    void aShellThatWasKilledIsOpenedAnew() {
        assertThat(in(container, "kill -9 $PPID; sleep 1").exitCode()).isEqualTo(137);
        assertThat(in(container, "echo next").output()).isEqualTo("next\n");
    }

    @Test
    void twoAtOnceDoNotWaitForEachOther() {
        CompletableFuture<Docker.Result> waiting = CompletableFuture.supplyAsync(
                () -> in(container, "until [ -e /tmp/met ]; do sleep 0.05; done; echo met"));
        assertThat(in(container, "touch /tmp/met; echo here").output()).isEqualTo("here\n");
        assertThat(waiting.join().output()).isEqualTo("met\n");
    }

    @Test
    void aContainerThatEndsMeanwhileIsAProblemOfItsOwn() throws Exception {
        String own = lent();
        try {
            assertThat(in(own, "echo here").output()).isEqualTo("here\n");
            CompletableFuture<String> killed = CompletableFuture.supplyAsync(() -> killedDuring(own, "sleep 31"));
            assertProblem(() -> in(own, "sleep 31"), "docker-ended-meanwhile");
            assertThat(killed.join()).isEqualTo(own);
            assertProblem(() -> in(own, "echo here"), "docker-not-running");
        } finally {
            docker.remove(own);
        }
        assertProblem(() -> in(own, "echo here"), "docker-no-container");
    }

    private static String killedDuring(String own, String command) {
        String kill = "for n in $(seq 200); do docker top " + own + " -eo pid,args | grep -q '" + command
                + "' && break; sleep 0.05; done; docker kill " + own;
        try {
            return Shell.run(kill);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String lent() {
        return docker.runDetached(new ContainerSpec(
                IMAGE,
                "none",
                List.of("sleep", "infinity"),
                false,
                List.of(),
                List.of(),
                Map.of(),
                Map.of("it", "hikae-open-shell"),
                0));
    }

    private static Docker.Result in(String container, String script) {
        return docker.exec(container, List.of("bash", "-c", script), LIMIT);
    }
}
