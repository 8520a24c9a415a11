package hikae.instance;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Docker;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Docker makes ./files as root's while Misskey runs as 991: every upload fails, local images answer 500. */
class UploadsTest {
    private static final List<Docker.Mount> FILES =
            List.of(new Docker.Mount("bind", "", "/home/misskey/misskey/files", "/misskey/files"));

    @Test
    void aDirectoryThatMisskeyCannotWriteIsNamedWithTheUserOfItsContainer() {
        Optional<Uploads> uploads = Uploads.ask(saying("991:991\nno\n"), container("running", FILES));

        assertThat(uploads.flatMap(Uploads::problem))
                .contains(Problem.of("uploads-denied", Path.of("/home/misskey/misskey/files"), "991:991"));
    }

    @Test
    void oneThatItCanWriteIsNot() {
        assertThat(Uploads.ask(saying("991:991\nyes\n"), container("running", FILES))
                        .orElseThrow()
                        .problem())
                .isEmpty();
    }

    @Test
    void whatCannotBeSeenIsNotGuessed() {
        assertThat(Uploads.ask(saying("991:991\nno\n"), container("exited", FILES)))
                .isEmpty();
        assertThat(Uploads.ask(saying("991:991\nno\n"), container("running", List.of())))
                .isEmpty();
        assertThat(Uploads.ask(saying("sh: not found\n"), container("running", FILES)))
                .isEmpty();
        assertThat(Uploads.ask(failing(), container("running", FILES))).isEmpty();
    }

    private static Docker saying(String output) {
        return docker(() -> new Docker.Result(0, output, ""));
    }

    private static Docker failing() {
        return docker(() -> {
            throw ProblemException.of("docker-failed", "no such file");
        });
    }

    private interface Answer {
        Docker.Result given();
    }

    private static Docker docker(Answer answer) {
        Class<?>[] types = {Docker.class};
        return (Docker) Proxy.newProxyInstance(
                UploadsTest.class.getClassLoader(), types, (proxy, method, words) -> answer.given());
    }

    private static Docker.Container container(String state, List<Docker.Mount> mounts) {
        return new Docker.Container(
                "1",
                "misskey-web-1",
                "misskey",
                state,
                Optional.empty(),
                Instant.EPOCH,
                0,
                Map.of(),
                Map.of(),
                List.of(),
                mounts,
                "always",
                "sha256:1");
    }
}
