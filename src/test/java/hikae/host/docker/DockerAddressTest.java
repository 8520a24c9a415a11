package hikae.host.docker;

import static hikae.host.FilesContract.assertProblem;
import static hikae.host.FilesContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Surroundings;
import hikae.host.files.HeldDirectory;
import hikae.host.files.RealFiles;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerAddressTest {
    /** echo -n rootless | sha256sum, as the docker command names its folder. */
    private static final String ROOTLESS = "12b961af5feb3e9d39f93b2cefb9a1a944f18d02cca0cac2f04f5a982240605f";

    @TempDir
    Path home;

    @Test
    void isTheUsualSocketWhenNothingIsSaid() {
        assertThat(socket(Map.of())).isEqualTo(Path.of("/var/run/docker.sock"));
    }

    @Test
    void isWhatDockerHostSays() {
        assertThat(socket(Map.of("DOCKER_HOST", "unix:///run/user/1000/docker.sock")))
                .isEqualTo(Path.of("/run/user/1000/docker.sock"));
    }

    @Test
    void isWhatTheCurrentContextSays() {
        context("unix:///run/user/1000/docker.sock");
        write(".docker/config.json", "{\"auths\":{},\"currentContext\":\"rootless\"}");

        assertThat(socket(Map.of())).isEqualTo(Path.of("/run/user/1000/docker.sock"));
        assertThat(socket(Map.of("DOCKER_CONTEXT", "default"))).isEqualTo(Path.of("/var/run/docker.sock"));
        assertThat(socket(Map.of("DOCKER_HOST", "unix:///a.sock"))).isEqualTo(Path.of("/a.sock"));
    }

    @Test
    void isWhatTheNamedContextSays() {
        context("unix:///run/user/1000/docker.sock");

        assertThat(socket(Map.of("DOCKER_CONTEXT", "rootless"))).isEqualTo(Path.of("/run/user/1000/docker.sock"));
    }

    @Test
    void readsTheConfigurationWhereDockerDoes() {
        write("elsewhere/config.json", "{\"currentContext\":\"none\"}");

        assertProblem(
                () -> socket(Map.of("DOCKER_CONFIG", home.resolve("elsewhere").toString())), "docker-context");
        assertThat(socket(Map.of("HOME", home.resolve("other").toString()))).isEqualTo(Path.of("/var/run/docker.sock"));
    }

    @Test
    void aConfigurationThatIsNoJsonSaysNothing() {
        write(".docker/config.json", "{\"currentContext\":");

        assertThat(socket(Map.of())).isEqualTo(Path.of("/var/run/docker.sock"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tcp://127.0.0.1:2375", "ssh://root@example.jp", "https://example.jp", "unix://docker.sock", "x"
            })
    void refusesAnEngineThatIsNotHere(String address) {
        assertProblem(() -> socket(Map.of("DOCKER_HOST", address)), "docker-elsewhere");
    }

    @Test
    void refusesAContextThatIsNotHere() {
        context("ssh://root@example.jp");

        assertProblem(() -> socket(Map.of("DOCKER_CONTEXT", "rootless")), "docker-elsewhere");
        assertProblem(() -> socket(Map.of("DOCKER_CONTEXT", "gone")), "docker-context");
    }

    private Path socket(Map<String, String> variables) {
        Environment environment = Surroundings.at(home, variables);
        return new DockerAddress(environment, new RealFiles(environment)).socket();
    }

    private void context(String host) {
        write(
                ".docker/contexts/meta/" + ROOTLESS + "/meta.json",
                "{\"Name\":\"rootless\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":\"" + host
                        + "\",\"SkipTLSVerify\":false}}}");
    }

    private void write(String name, String text) {
        Files files = new RealFiles(Environment.ofProcess());
        Path path = home.resolve(name);
        files.makeDirectory(HeldDirectory.parent(path), Files.PRIVATE_DIRECTORY);
        files.write(path, bytes(text), Files.PRIVATE);
    }
}
