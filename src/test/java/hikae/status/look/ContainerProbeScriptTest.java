package hikae.status.look;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Docker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed in the container, in a shell of this machine with a psql and a curl that are made up. */
class ContainerProbeScriptTest {
    private static final String ANSWERS = """
            asked=$(cat)
            case "$asked" in *server_version_num*) echo 150018 ;; esac
            case "$asked" in *hikae*kept*) echo 'kept hikae_kept_1 4096' ;; esac
            """;

    @TempDir
    Path bin;

    @Test
    void whatTheServerSaysBesideItsAnswersIsNoRefusal() throws IOException {
        ContainerProbe inside =
                ask("echo 'WARNING:  database \"misskey\" has a collation version mismatch' >&2\n" + ANSWERS);

        assertThat(inside.major()).contains(15);
        assertThat(inside.refusal()).isEmpty();
        assertThat(inside.kept()).isEqualTo(Map.of("hikae_kept_1", 4096L));
        assertThat(inside.scheduler().orElseThrow().schedule()).isEqualTo("@daily");
    }

    @Test
    void aLoginIsProvedWhereWhatIsKeptCannotBeTold() throws IOException {
        ContainerProbe inside =
                ask("asked=$(cat)\ncase \"$asked\" in *version*) echo 150018 ;; esac\ncase \"$asked\" in *kept*)"
                        + " echo 'ERROR:  database is being dropped' >&2; exit 1 ;; esac\n");

        assertThat(inside.major()).contains(15);
        assertThat(inside.kept()).isEmpty();
    }

    @Test
    void aRefusalIsOne() throws IOException {
        ContainerProbe inside = ask("echo 'psql: error: FATAL:  no such 123456' >&2; exit 2\n");

        assertThat(inside.major()).isEmpty();
        assertThat(inside.refusal()).isEqualTo("psql: error: FATAL:  no such 123456");
    }

    private ContainerProbe ask(String psql) throws IOException {
        program("psql", psql);
        program("curl", "echo '{\"Running\":{},\"Last\":{},\"Schedule\":\"@daily\"}'\n");
        Docker here = (Docker) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Docker.class},
                (proxy, method, words) ->
                        run(((List<?>) words[1]).stream().map(String::valueOf).toList()));
        Docker.Container container = new Docker.Container(
                "id",
                "backup",
                "",
                "running",
                Optional.empty(),
                Instant.EPOCH,
                0,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                "",
                "");
        return ContainerProbe.ask(here, container, true).orElseThrow();
    }

    private Docker.Result run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Docker.Result(process.waitFor(), said, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void program(String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
