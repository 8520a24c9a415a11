package hikae.host;

import static hikae.host.FilesContract.assertProblem;
import static hikae.host.FilesContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.files.RealFiles;
import hikae.host.real.RealHost;
import hikae.text.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("lab")
class DockerLabTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String NAME = "hikae-docker-test";
    private static final String IMAGE = "postgres:" + System.getenv("HIKAE_LAB_PG_MAJOR") + "-alpine";

    private static Docker docker = RealHost.here(Environment.ofProcess()).docker();

    @TempDir
    Path temporary;

    @BeforeAll
    static void start() throws Exception {
        Surroundings.lab("DOCKER_HOST");
        remove();
        Shell.run("docker network create --internal --label it=" + NAME + " " + NAME);
        Shell.run("docker volume create " + NAME);
        Shell.run("docker run -d --name " + NAME + " --network " + NAME + " --network-alias db --label it=" + NAME
                + " -e 'POSTGRES_PASSWORD=pa=s s' -v " + NAME + ":/data -v /etc/hostname:/host:ro --tmpfs /scratch"
                + " --health-cmd true --health-interval 1s --entrypoint sh " + IMAGE
                + " -c 'echo out; echo err >&2; exec sleep 600'");
        Shell.run("docker create --name " + NAME + "-stopped --label it=" + NAME + " " + IMAGE);
    }

    @AfterAll
    static void remove() throws Exception {
        Shell.run("docker ps -aqf label=it=" + NAME + " | xargs -r docker rm -f >/dev/null");
        Shell.run("docker network ls -qf label=it=" + NAME + " | xargs -r docker network rm >/dev/null");
        Shell.run("docker volume ls -qf name=" + NAME + " | xargs -r docker volume rm >/dev/null");
    }

    @Test
    void theEngineSaysWhoItIs() {
        Docker.Engine engine = docker.engine();

        assertThat(engine.address()).isEqualTo(System.getenv("DOCKER_HOST"));
        assertThat(engine.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(engine.apiVersion()).matches("\\d+\\.\\d+");
        assertThat(engine.rootless()).isFalse();
    }

    @Test
    void aRunningContainerIsSeenWithAllThatIsAskedOfIt() throws Exception {
        Docker.Container container = docker.container(NAME).orElseThrow();

        assertThat(container.name()).isEqualTo(NAME);
        assertThat(container.image()).isEqualTo(IMAGE);
        assertThat(container.isRunning()).isTrue();
        assertThat(container.health()).isPresent();
        assertThat(container.startedAt())
                .isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(5));
        assertThat(container.label("it")).contains(NAME);
        assertThat(container.env()).containsEntry("POSTGRES_PASSWORD", new Secret("pa=s s"));
        assertThat(container.toString()).doesNotContain("pa=s s");
        assertThat(container.mounts())
                .contains(new Docker.Mount("bind", "", "/etc/hostname", "/host"))
                .anySatisfy(mount -> {
                    assertThat(mount.type()).isEqualTo("volume");
                    assertThat(mount.name()).isEqualTo(NAME);
                    assertThat(mount.source()).endsWith("/volumes/" + NAME + "/_data");
                    assertThat(mount.target()).isEqualTo("/data");
                });
        Docker.Attachment attachment = container.networks().get(0);
        assertThat(attachment.network()).isEqualTo(NAME);
        assertThat(attachment.networkId()).isEqualTo(Shell.run("docker network inspect -f '{{.Id}}' " + NAME));
        assertThat(attachment.address().orElseThrow()).matches("[0-9.]{7,15}");
        assertThat(attachment.aliases()).contains("db");
    }

    @Test
    void aContainerThatWasNeverStartedIsSeenToo() {
        Docker.Container container = docker.containers().stream()
                .filter(one -> one.name().equals(NAME + "-stopped"))
                .findFirst()
                .orElseThrow();

        assertThat(container.state()).isEqualTo("created");
        assertThat(container.health()).isEmpty();
        assertThat(container.startedAt()).isBefore(Instant.EPOCH.plusSeconds(1));
    }

    /** P2 11: an image that poses as Misskey's database, or as the backup service. */
    @Test
    void theLabelsOfAnImageAreNotThoseOfItsContainer() throws Exception {
        String image = "hikae-it/posing:1";
        Shell.run("docker commit --change 'LABEL hikae.role=backup com.docker.compose.project=misskey"
                + " com.docker.compose.service=db com.docker.compose.config-hash=x' " + NAME + "-stopped " + image);
        try {
            Shell.run("docker create --name " + NAME + "-posing --label it=" + NAME + " " + image);
            assertThat(Shell.run("docker inspect -f '{{.Config.Labels}}' " + NAME + "-posing"))
                    .contains("hikae.role:backup");
            Docker.Container posing = docker.container(NAME + "-posing").orElseThrow();
            assertThat(posing.labels()).doesNotContainKeys("hikae.role", "com.docker.compose.config-hash");
            assertThat(posing.project()).isEmpty();
            assertThat(posing.service()).isEmpty();
        } finally {
            Shell.run("docker rm -f " + NAME + "-posing >/dev/null; docker rmi " + image + " >/dev/null");
        }
    }

    @Test
    void anImageIsKnownByWhatIsInIt() throws Exception {
        assertThat(docker.image(IMAGE).orElseThrow().id())
                .isEqualTo(Shell.run("docker image inspect -f '{{.Id}}' " + IMAGE));
        assertThat(docker.image("hikae/none:1")).isEmpty();
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(docker.container("hikae-none")).isEmpty();
        assertThat(docker.hasImage("hikae/none:1")).isFalse();
        assertThat(docker.hasImage(IMAGE)).isTrue();
    }

    @Test
    void aNetworkIsSeenWithItsLabels() {
        assertThat(docker.networks()).anySatisfy(network -> {
            assertThat(network.name()).isEqualTo(NAME);
            assertThat(network.internal()).isTrue();
            assertThat(network.driver()).isEqualTo("bridge");
            assertThat(network.labels()).containsEntry("it", NAME);
        });
    }

    @Test
    void aCommandInAContainerTellsItsStreamsApart() {
        assertThat(in("printf 'a\\033[31mb\\007'; echo no >&2; exit 7")).isEqualTo(new Docker.Result(7, "ab", "no\n"));
        assertThat(in("true").exitCode()).isZero();
    }

    @Test
    void endlessOutputIsBounded() {
        Docker.Result result = in("head -c 3000000 /dev/zero | tr '\\0' x; head -c 3000000 /dev/zero | tr '\\0' y >&2");

        assertThat(result.output()).hasSize(1 << 20).matches("x+");
        assertThat(result.errors()).hasSize(1 << 20).matches("y+");
    }

    @Test
    void aCommandThatTakesTooLongIsAProblem() {
        assertProblem(
                () -> docker.exec(NAME, List.of("sleep", "60"), Duration.ofMillis(300)), "docker-command-timeout");
    }

    @Test
    void aCommandNeedsAContainerThatRuns() {
        assertProblem(() -> docker.exec(NAME + "-stopped", List.of("true"), LIMIT), "docker-not-running");
        assertProblem(() -> docker.exec("hikae-none", List.of("true"), LIMIT), "docker-no-container");
        assertThat(docker.exec(NAME, List.of("no-such-program"), LIMIT).exitCode())
                .isGreaterThanOrEqualTo(126);
    }

    @Test
    void aContainerForOneCommandReadsWhatItIsGivenAndIsGoneAfterwards() throws Exception {
        Path file = temporary.resolve("控え 1.txt");
        new RealFiles(Environment.ofProcess()).write(file, bytes("given\n"), Files.PRIVATE);
        String volumes = Shell.run("docker volume ls -q");

        Docker.Result result = docker.run(
                throwaway(IMAGE, "cat /given; echo x >/given || echo refused >&2; ip -o addr | grep -c eth0", file),
                LIMIT);

        assertThat(result.output()).startsWith("given\n");
        assertThat(result.errors()).endsWith("refused\n");
        assertThat(result.exitCode()).isZero();
        assertThat(leftovers()).isEmpty();
        assertThat(Shell.run("docker volume ls -q")).isEqualTo(volumes);
    }

    @Test
    void theLastWordsOfAShortCommandAreNotMissed() {
        for (int i = 0; i < 5; i++) {
            Docker.Result result = docker.run(throwaway(IMAGE, "echo done " + i + "; exit " + i, temporary), LIMIT);
            assertThat(result).isEqualTo(new Docker.Result(i, "done " + i + "\n", ""));
        }
    }

    @Test
    void aContainerForOneCommandIsRemovedWhenItsTimeIsUp() throws Exception {
        assertProblem(
                () -> docker.run(throwaway(IMAGE, "sleep 60", temporary), Duration.ofMillis(500)),
                "docker-command-timeout");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void neverMakesAFileThatWasToBeRead() throws Exception {
        Path missing = temporary.resolve("missing");

        assertProblem(() -> docker.run(throwaway(IMAGE, "true", missing), LIMIT), "docker-failed");
        assertThat(missing).doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anImageThatIsNotHereIsAProblemAndIsNotFetched() {
        assertProblem(() -> docker.run(throwaway("hikae/none:1", "true", temporary), LIMIT), "docker-no-image");
    }

    @Test
    void theLogHasBothStreams() {
        assertThat(docker.log(NAME, 10).lines()).containsExactlyInAnyOrder("out", "err");
        assertThat(docker.log(NAME, 1).lines()).hasSize(1);
    }

    @Test
    void aMemberOfTheDockerGroupMayDoTheSame() throws Exception {
        OrdinaryUser user = OrdinaryUser.in(temporary).withLibraries();
        Shell.run("src/test/lab/lab user");

        assertThat(user.runAs("hikae-lab", DockerMain.class))
                .startsWith("engine " + System.getenv("DOCKER_HOST") + " with ");
        assertThat(user.run(DockerMain.class)).startsWith("docker-denied [");
    }

    private static Docker.Result in(String script) {
        return docker.exec(NAME, List.of("sh", "-c", script), LIMIT);
    }

    private static Docker.Throwaway throwaway(String image, String script, Path readable) {
        return new Docker.Throwaway(
                image,
                NAME,
                List.of("sh", "-c", script),
                Map.of(readable, "/given"),
                Map.of("it", NAME, "one", "throwaway"));
    }

    private static String leftovers() throws Exception {
        return Shell.run("docker ps -aqf label=one=throwaway");
    }
}
