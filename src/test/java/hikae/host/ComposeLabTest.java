package hikae.host;

import static hikae.host.FilesContract.assertProblem;
import static hikae.host.FilesContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import hikae.host.files.RealFiles;
import hikae.host.real.RealHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compose 1.29 and 2.x against the lab's engine. */
@Tag("lab")
class ComposeLabTest {
    private static final String PROJECT = "hikae-compose-test";
    private static final String IMAGE = "postgres:" + System.getenv("HIKAE_LAB_PG_MAJOR") + "-alpine";

    @TempDir
    Path temporary;

    private final List<String> lines = new ArrayList<>();
    private Path directory;

    @BeforeEach
    void prepare() throws Exception {
        Surroundings.lab("DOCKER_HOST");
        remove();
        Shell.run("docker network create --label it=" + PROJECT + " " + PROJECT);
        directory = java.nio.file.Files.createDirectory(temporary.resolve("some dir 控え"));
        file(".env", "COMPOSE_PROJECT_NAME=" + PROJECT + "\n");
        twoServices();
    }

    @AfterEach
    void remove() throws Exception {
        Shell.run("docker ps -aqf label=com.docker.compose.project=" + PROJECT
                + " | xargs -r docker rm -f >/dev/null; docker network ls -qf label=it=" + PROJECT
                + " | xargs -r docker network rm >/dev/null; docker volume rm -f " + PROJECT + "-kept >/dev/null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void startsAServiceOnceAndMakesItAnewOnlyWhenAsked(String version) throws Exception {
        Compose compose = host(version).compose();

        compose.up(directory, "one", false, lines::add);
        String first = id("one");
        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("\u001b"));
        assertThat(Shell.run("docker ps -qf label=com.docker.compose.service=other"))
                .isEmpty();

        compose.up(directory, "one", false, lines::add);
        assertThat(id("one")).isEqualTo(first);

        compose.up(directory, "one", true, lines::add);
        assertThat(id("one")).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void theProjectsOwnNameBeatsTheShells(String version) throws Exception {
        Map<String, String> shell = Map.of("COMPOSE_PROJECT_NAME", "other", "COMPOSE_FILE", "/none.yml");

        host(version, shell).compose().up(directory, "one", false, lines::add);

        assertThat(id("one")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void aStaleNetworkIsMendedByForce(String version) throws Exception {
        Compose compose = host(version).compose();
        compose.up(directory, "one", false, lines::add);
        Shell.run("docker stop -t 0 " + id("one") + "; docker network rm " + PROJECT
                + "; docker network create --label it=" + PROJECT + " " + PROJECT);

        assertProblem(() -> compose.up(directory, "one", false, lines::add), "compose-network-stale");
        compose.up(directory, "one", true, lines::add);

        assertThat(Shell.run("docker ps -q --no-trunc")).contains(id("one"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void tellsWhyAServiceCannotBeStarted(String version) throws Exception {
        Compose compose = host(version).compose();

        assertProblem(() -> compose.up(directory, "none", false, lines::add), "compose-no-service");
        write("  one:\n    image: hikae/none:1\n");
        assertProblem(() -> compose.up(directory, "one", false, lines::add), "image-missing");
        write("  one:\n    image: " + IMAGE + "\n    networks: [gone]\n", "gone");
        assertProblem(() -> compose.up(directory, "one", false, lines::add), "compose-network-missing");
        String taken = Shell.run("docker run -d --label com.docker.compose.project=" + PROJECT + " --network " + PROJECT
                + " --name " + PROJECT + "-taken --entrypoint sleep " + IMAGE + " 600");
        write("  one:\n    image: " + IMAGE + "\n    container_name: " + PROJECT + "-taken\n");
        assertProblem(() -> compose.up(directory, "one", false, lines::add), "compose-name-taken");
        assertThat(Shell.run("docker ps -q --no-trunc")).contains(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void startsWhatIsThereAsItIsAndMakesWhatIsNot(String version) throws Exception {
        Compose compose = host(version).compose();
        file(".env", "COMPOSE_PROJECT_NAME=another-name\n");

        compose.start(ComposeProject.in(directory).named(PROJECT), List.of("one"), lines::add);
        String one = id("one");
        assertThat(one).hasSize(64);
        assertThat(id("other")).isEmpty();

        Shell.run("docker stop -t 0 " + one);
        write("  one:\n    image: " + IMAGE
                + "\n    entrypoint: [sleep, '601']\n    networks: [net]\n  other:\n    image: " + IMAGE
                + "\n    entrypoint: [sleep, '600']\n    networks: [net]\n");
        compose.start(ComposeProject.in(directory).named(PROJECT), List.of(), lines::add);
        assertThat(id("one")).isEqualTo(one);
        assertThat(id("other")).hasSize(64);
        assertThat(Shell.run("docker ps -q --no-trunc -f label=com.docker.compose.project=" + PROJECT))
                .contains(one, id("other"));
        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("\u001b"));
        assertProblem(
                () -> compose.start(ComposeProject.in(directory).named(PROJECT), List.of("none"), lines::add),
                "compose-no-service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void takesAwayOnlyWhatIsNamedAndKeepsNamedVolumes(String version) throws Exception {
        Compose compose = host(version).compose();
        file(
                "compose.yml",
                "version: '3.8'\nservices:\n  one:\n    image: " + IMAGE
                        + "\n    entrypoint: [sleep, '600']\n    restart: always\n    stop_grace_period: 1s\n"
                        + "    volumes: ['kept:/kept']\n  other:\n    image: " + IMAGE
                        + "\n    entrypoint: [sleep, '600']\n    stop_grace_period: 1s\nvolumes:\n  kept:\n    name: "
                        + PROJECT + "-kept\n");
        compose.start(ComposeProject.in(directory).named(PROJECT), List.of(), lines::add);
        String other = id("other");

        compose.takeAway(ComposeProject.in(directory).named(PROJECT), List.of(), lines::add);
        assertThat(id("one")).isNotEmpty();
        compose.takeAway(ComposeProject.in(directory).named(PROJECT), List.of("one"), lines::add);
        compose.takeAway(ComposeProject.in(directory).named(PROJECT), List.of("one"), lines::add);

        assertThat(id("one")).isEmpty();
        assertThat(Shell.run("docker ps -q --no-trunc -f label=com.docker.compose.service=other"))
                .isEqualTo(other);
        assertThat(Shell.run("docker volume ls -q")).contains(PROJECT + "-kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void readsAFileAsComposeDoes(String version) throws Exception {
        Compose compose = host(version).compose();

        assertThatCode(() -> compose.validate(directory)).doesNotThrowAnyException();
        assertThat(compose.services(ComposeProject.in(directory))).containsExactlyInAnyOrder("one", "other");
        write("  one:\n    image: " + IMAGE + "\n    nonsense: 1\n");
        assertProblem(() -> compose.validate(directory), "compose-invalid");
        write("  one:\n    image: " + IMAGE + "\n   bad: 1\n");
        assertProblem(() -> compose.validate(directory), "compose-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void aMemberOfTheDockerGroupMayDoTheSameAndAnotherMayNot(String version) throws Exception {
        OrdinaryUser user = OrdinaryUser.in(temporary).withLibraries();
        Shell.run("src/test/lab/lab user");
        Map<String, String> variables = new HashMap<>(labVariables(version));
        variables.put("HOME", temporary.toString());
        Shell.run("chmod -R a+rX '" + temporary + "'");

        assertThat(user.run(variables, ComposeMain.class, directory.toString(), "one"))
                .startsWith("docker-denied [");
        assertThat(user.runAs("hikae-lab", variables, ComposeMain.class, directory.toString(), "one"))
                .isEqualTo("started");
    }

    private Host host(String version) throws Exception {
        return host(version, Map.of());
    }

    private Host host(String version, Map<String, String> more) throws Exception {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.putAll(labVariables(version));
        variables.putAll(more);
        Host host = RealHost.here(Surroundings.at(Environment.ofProcess().home(), variables));
        assertThat(host.compose().found().isV1()).isEqualTo(version.equals("v1"));
        return host;
    }

    private static Map<String, String> labVariables(String version) throws Exception {
        String said = Shell.run("eval \"$(src/test/lab/lab env --compose " + version
                + ")\"; echo \"$PATH\"; echo \"$DOCKER_CONFIG\"; echo \"$DOCKER_HOST\"");
        String[] values = said.split("\n");
        return Map.of("PATH", values[0], "DOCKER_CONFIG", values[1], "DOCKER_HOST", values[2]);
    }

    private static String id(String service) throws Exception {
        return Shell.run("docker ps -aq --no-trunc -f label=com.docker.compose.project=" + PROJECT
                + " -f label=com.docker.compose.service=" + service);
    }

    private void twoServices() {
        String service = ":\n    image: " + IMAGE
                + "\n    entrypoint: [sleep, '600']\n    stop_grace_period: 1s\n    networks: [net]\n";
        write("  one" + service + "  other" + service);
    }

    private void write(String services) {
        write(services, PROJECT);
    }

    private void write(String services, String network) {
        String key = network.equals(PROJECT) ? "net" : network;
        file(
                "compose.yml",
                "version: '3.8'\nservices:\n" + services + "networks:\n  " + key + ":\n    external: true\n    name: "
                        + network + "\n");
    }

    private void file(String name, String text) {
        Files files = new RealFiles(Environment.ofProcess());
        files.replace(directory.resolve(name), bytes(text));
    }
}
