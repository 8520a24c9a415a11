package hikae.host.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineSocketTest {
    @ParameterizedTest
    @CsvSource({
        "/var/run/docker.sock,                  docker-stopped,             docker-denied",
        "/run/docker.sock,                      docker-stopped,             docker-denied",
        "/srv/user/docker.sock,                 docker-stopped,             docker-denied",
        "/run/user/1000/docker.sock,            docker-stopped-rootless,    docker-denied-owner",
        "/var/run/user/1000/docker.sock,        docker-stopped-rootless,    docker-denied-owner",
        "/home/misskey/.docker/run/docker.sock, docker-stopped-rootless,    docker-denied-owner",
        "/run/podman/podman.sock,               docker-stopped-podman,      docker-denied-owner",
        "/run/user/1000/podman/podman.sock,     docker-stopped-podman-user, docker-denied-owner"
    })
    void eachIsStartedInItsOwnWay(String path, String stopped, String denied) {
        EngineSocket socket = new EngineSocket(Path.of(path));

        assertThat(socket.stopped().id()).isEqualTo(stopped);
        assertThat(socket.denied("misskey").id()).isEqualTo(denied);
    }

    @Test
    void theOneOfAUserIsFoundWhereTheUsualOneIsNotThere(@TempDir Path users) throws IOException {
        assertThat(EngineSocket.ofUser(users)).isEmpty();
        assertThat(EngineSocket.ofUser(users.resolve("none"))).isEmpty();
        Path podman = java.nio.file.Files.createDirectories(users.resolve("1001/podman"))
                .resolve("podman.sock");
        java.nio.file.Files.createFile(podman);

        assertThat(EngineSocket.ofUser(users)).contains(new EngineSocket(podman));
        assertThat(new EngineSocket(podman)
                        .instead(Path.of("/var/run/docker.sock"))
                        .args())
                .containsExactly(Path.of("/var/run/docker.sock"), podman);
    }
}
