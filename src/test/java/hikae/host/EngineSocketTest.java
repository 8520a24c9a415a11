package hikae.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
}
