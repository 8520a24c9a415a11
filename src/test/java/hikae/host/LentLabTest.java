package hikae.host;

import static hikae.host.FilesContract.assertProblem;
import static hikae.host.Lending.IMAGE;
import static hikae.host.Lending.LIMIT;
import static hikae.host.Lending.await;
import static hikae.host.Lending.in;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.text.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers lent for a while. */
@Tag("lab")
class LentLabTest {
    private static final String NAME = "hikae-lent-test";
    private static final Lending LENDING = new Lending(NAME);

    private static final Docker docker = Lending.docker();

    @TempDir
    Path temporary;

    @BeforeAll
    static void start() throws Exception {
        remove();
        Shell.run("docker network create --internal --label it=" + NAME + " " + NAME);
        Shell.run("docker volume create " + NAME);
    }

    @AfterAll
    static void remove() throws Exception {
        LENDING.removeAll();
        Shell.run("docker network ls -qf label=it=" + NAME + " | xargs -r docker network rm >/dev/null");
        Shell.run("docker volume ls -qf name=" + NAME + " | xargs -r docker volume rm >/dev/null");
    }

    @Test
    void aLentContainerHasJustWhatWasAskedFor() throws Exception {
        Path readable = java.nio.file.Files.writeString(temporary.resolve("given"), "from the host\n");
        java.nio.file.Files.setPosixFilePermissions(readable, PosixFilePermissions.fromString("rw-r--r--"));
        String id = docker.runDetached(new ContainerSpec(
                IMAGE,
                NAME,
                List.of("sleep", "600"),
                false,
                List.of(
                        new Docker.Bind(readable.toString(), "/given", false),
                        new Docker.Bind(temporary.toString(), "/there", true),
                        new Docker.Bind(NAME, "/volume", true)),
                List.of("/scratch"),
                Map.of("WORD", "a b=c"),
                Map.of("it", NAME),
                64 << 20));

        assertThat(id).hasSize(64);
        Docker.Container made = docker.container(id).orElseThrow();
        assertThat(made.isRunning()).isTrue();
        assertThat(made.label("it")).contains(NAME);
        assertThat(made.restartPolicy()).isEqualTo("no");
        assertThat(made.imageId()).isEqualTo(Shell.run("docker image inspect -f '{{.Id}}' " + IMAGE));
        assertThat(made.networks()).extracting(Docker.Attachment::network).containsExactly(NAME);
        assertThat(in(id, "cat /given; echo \"$WORD\"").output()).isEqualTo("from the host\na b=c\n");
        assertThat(in(id, "echo no 2>/dev/null >/given").exitCode()).isNotZero();
        assertThat(in(id, "echo in >/there/in; echo v >/volume/v; echo s >/scratch/s")
                        .exitCode())
                .isZero();
        assertThat(temporary.resolve("in")).hasContent("in\n");
        assertThat(Shell.run("docker inspect -f '{{.HostConfig.Memory}}' " + id))
                .isEqualTo(Long.toString(64 << 20));
        String scratch = made.mounts().stream()
                .filter(mount -> mount.target().equals("/scratch"))
                .map(Docker.Mount::name)
                .findFirst()
                .orElseThrow();

        docker.remove(id);
        docker.remove(id);

        assertThat(docker.container(id)).isEmpty();
        assertThat(Shell.run("docker volume ls -q")).doesNotContain(scratch).contains(NAME);
    }

    @Test
    void anImagesOwnEntrypointStaysWhereItIsWanted() {
        String id = docker.runDetached(LENDING.lent("none", List.of("sh", "-c", "echo said; sleep 600"), true));
        await(() -> docker.log(id, 10).contains("said"));
        String server = docker.runDetached(new ContainerSpec(
                IMAGE,
                "none",
                List.of(),
                true,
                List.of(),
                List.of("/var/lib/postgresql/data"),
                Map.of("POSTGRES_HOST_AUTH_METHOD", "trust"),
                Map.of("it", NAME),
                0));
        await(() -> in(server, "pg_isready -h 127.0.0.1").exitCode() == 0);
        docker.remove(id);
        docker.remove(server);
    }

    @Test
    void aLentContainerMayShareTheNetworkOfAnother() {
        String server =
                docker.runDetached(LENDING.lent("none", List.of("sh", "-c", "hostname; exec sleep 600"), false));
        String client = docker.runDetached(LENDING.lent("container:" + server, List.of("sleep", "600"), false));

        assertThat(networkOf(client)).isEqualTo(networkOf(server));
        docker.remove(client);
        docker.remove(server);
    }

    /** Without a place of the host: what it needs is handed in, and its end is told. */
    @Test
    void aCommandReadsWhatItIsGivenToItsEndAndWhatItPrintsIsKept() {
        String id = docker.runDetached(LENDING.lent("none", List.of("sleep", "600"), false));
        byte[] much = new byte[9 << 20];
        new Random(1).nextBytes(much);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        List<String> heard = Collections.synchronizedList(new ArrayList<>());

        Docker.Result counted =
                docker.exec(id, List.of("wc", "-c"), LIMIT, Talk.telling(input -> input.write(much), heard::add));
        docker.exec(id, List.of("cat"), LIMIT, new Talk(input -> input.write(much), line -> {}, kept));
        Docker.Result early = docker.exec(
                id, List.of("sh", "-c", "exit 3"), LIMIT, Talk.telling(input -> input.write(much), l -> {}));
        Docker.Result said = docker.exec(
                id, List.of("sh", "-c", "echo no >&2; exit 4"), LIMIT, Talk.taking(new ByteArrayOutputStream()));

        assertThat(counted).isEqualTo(new Docker.Result(0, much.length + "\n", ""));
        assertThat(heard).containsExactly(Integer.toString(much.length));
        assertThat(kept.toByteArray()).isEqualTo(much);
        assertThat(early.exitCode()).isEqualTo(3);
        assertThat(said).isEqualTo(new Docker.Result(4, "", "no\n"));
        docker.remove(id);
    }

    @Test
    void whatCannotBeReadOrKeptIsTheProblemOfTheCommand() {
        String id = docker.runDetached(LENDING.lent("none", List.of("sleep", "600"), false));
        ProblemException unread = ProblemException.of("file-missing", "x");
        assertProblem(
                () -> docker.exec(
                        id,
                        List.of("cat"),
                        LIMIT,
                        Talk.telling(
                                input -> {
                                    throw unread;
                                },
                                line -> {})),
                "file-missing");
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) {
                throw ProblemException.of("file-no-space", "x");
            }
        };
        assertProblem(() -> docker.exec(id, List.of("echo", "x"), LIMIT, Talk.taking(full)), "file-no-space");
        assertProblem(
                () -> docker.exec(id, List.of("sleep", "60"), Duration.ofSeconds(1), Talk.taking(full)),
                "docker-command-timeout");
        docker.remove(id);
    }

    @Test
    void aNameIsReservedOnce() {
        Map<String, String> labels = Map.of("it", NAME);
        assertThat(docker.reserve(NAME, IMAGE, labels)).isTrue();
        assertThat(docker.reserve(NAME, IMAGE, labels)).isFalse();
        assertThat(docker.container(NAME).orElseThrow().isRunning()).isFalse();
        docker.remove(NAME);
        assertThat(docker.reserve(NAME, IMAGE, labels)).isTrue();
        docker.remove(NAME);
    }

    /** P2 6: an image is somebody else's, and it runs as root. */
    @Test
    void aLentContainerMayDoOnlyWhatItsWorkNeeds() throws Exception {
        String id = docker.runDetached(LENDING.lent("none", List.of("sleep", "600"), false));

        assertThat(Shell.run("docker inspect -f '{{.HostConfig.CapDrop}} {{.HostConfig.CapAdd}}"
                        + " {{.HostConfig.SecurityOpt}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.PidsLimit}}"
                        + " {{.HostConfig.LogConfig.Config}}' " + id))
                .matches("\\[ALL] \\[(CAP_)?DAC_OVERRIDE] \\[no-new-privileges] true 1024 .*max-size:10m.*");
        assertThat(Shell.run("docker inspect -f '{{.HostConfig.Memory}} {{index .HostConfig.Tmpfs \"/tmp\"}}' " + id))
                .isEqualTo((1L << 30) + " rw,nosuid,nodev,noexec,size=256m");
        assertThat(in(id, "grep CapEff /proc/self/status").output()).contains("0000000000000002");
        assertThat(in(id, "grep NoNewPrivs /proc/self/status").output()).contains("1");
        assertThat(in(id, "echo x >/tmp/x").exitCode()).isZero();
        assertThat(in(id, "cp /bin/true /tmp/program && /tmp/program").exitCode())
                .isNotZero();
        assertThat(in(id, "echo x >/usr/x").exitCode()).isNotZero();
        assertThat(in(id, "chown 70 /tmp/x").exitCode()).isNotZero();
        assertThat(in(id, "mknod /tmp/disk b 8 0").exitCode()).isNotZero();
        docker.remove(id);
    }

    @Test
    void oneThatMayWriteHandsOverWhatItWrites() {
        String id = docker.runDetached(new ContainerSpec(
                IMAGE,
                "none",
                List.of("sleep", "600"),
                false,
                List.of(new Docker.Bind(temporary.toString(), "/there", true)),
                List.of(),
                Map.of(),
                Map.of("it", NAME),
                0));
        assertThat(in(id, "echo x >/there/x && chown 70:70 /there/x && chmod 600 /there/x && cat /there/x")
                        .exitCode())
                .isZero();
        docker.remove(id);
    }

    private static String networkOf(String id) {
        return in(id, "readlink /proc/self/ns/net").output();
    }

    @Test
    void whatDoesNotStartIsRemovedAgain() throws Exception {
        assertProblem(() -> docker.runDetached(LENDING.lent(NAME, List.of("/none"), false)), "docker-failed");
        assertProblem(
                () -> docker.runDetached(new ContainerSpec(
                        "hikae/none:1", NAME, List.of("x"), false, List.of(), List.of(), Map.of(), Map.of(), 0)),
                "docker-no-image");
        assertProblem(
                () -> docker.runDetached(new ContainerSpec(
                        IMAGE,
                        NAME,
                        List.of("sleep", "1"),
                        false,
                        List.of(new Docker.Bind("/none/of/these", "/given", false)),
                        List.of(),
                        Map.of(),
                        Map.of("it", NAME, "one", "unstarted"),
                        0)),
                "docker-failed");

        assertThat(Shell.run("docker ps -aqf label=one=unstarted")).isEmpty();
        assertThat(Shell.run("docker ps -af label=it=" + NAME + " --format '{{.State}}'"))
                .doesNotContain("created");
    }
}
