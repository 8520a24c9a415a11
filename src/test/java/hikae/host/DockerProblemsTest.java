package hikae.host;

import static hikae.host.FilesContract.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.host.docker.DockerEngine;
import hikae.host.files.RealFiles;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.ProblemException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines that are not there, do not answer, or are not for us. */
class DockerProblemsTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path home;

    private Path socket;

    @BeforeEach
    void prepare() {
        socket = home.resolve("docker.sock");
    }

    @Test
    void u37WithoutSocketAndProgramDockerIsMissing() {
        assertProblem(() -> engine(LONG, home.toString()).engine(), "docker-missing");
    }

    @Test
    void u37WithoutSocketButWithTheProgramDockerIsStopped() throws Exception {
        program("docker");

        assertProblem(() -> engine(LONG, home.toString()).engine(), "docker-stopped");
    }

    @Test
    void aSocketThatNobodyListensOnMeansStopped() throws Exception {
        program("dockerd");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket))
                .close();

        assertThat(socket).exists();
        assertProblem(() -> engine(LONG, home.toString()).engine(), "docker-stopped");
    }

    @Test
    void u37ASocketWeMayNotOpenNamesTheUser() throws Exception {
        OrdinaryUser user = OrdinaryUser.in(home).withLibraries();
        try (FakeEngine engine = FakeEngine.mute(socket)) {
            java.nio.file.Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("---------"));

            String said = user.run(Map.of("DOCKER_HOST", "unix://" + socket), DockerMain.class);

            assertThat(engine.asked()).isEmpty();
            assertThat(said).startsWith("docker-denied [" + socket + ", ");
        }
    }

    @Test
    void anEngineThatNeverAnswersIsNotWaitedForForever() throws Exception {
        try (FakeEngine engine = FakeEngine.mute(socket)) {
            assertProblem(() -> engine(SHORT, "/usr/bin").engine(), "docker-timeout");
            assertProblem(() -> engine(SHORT, "/usr/bin").containers(), "docker-timeout");
            assertThat(engine.asked()).isEmpty();
        }
    }

    @Test
    void anEngineOfLongAgoIsRefused() throws Exception {
        String version = "{\"Version\":\"1.8.3\",\"ApiVersion\":\"1.20\"}";
        try (FakeEngine engine = FakeEngine.at(socket, Map.of("/version", version))) {
            ProblemException refused = catchThrowableOfType(
                    ProblemException.class, () -> engine(LONG, "/usr/bin").engine());

            assertThat(refused.problem().id()).isEqualTo("docker-too-old");
            assertThat(refused.problem().args()).containsExactly("1.8.3", "1.20", "1.25");
            assertThat(engine.asked()).containsExactly("GET /version");
        }
    }

    @Test
    void anEngineOfAnyLaterTimeIsAskedWithoutAVersionInThePath() throws Exception {
        Map<String, String> answers = Map.of(
                "/version",
                "{\"Version\":\"99.0.1\",\"ApiVersion\":\"2.7\"}",
                "/info",
                "{\"SecurityOptions\":[\"name=seccomp,profile=default\",\"name=rootless\"]}");
        try (FakeEngine engine = FakeEngine.at(socket, answers)) {
            assertThat(engine(LONG, "/usr/bin").engine())
                    .isEqualTo(new Docker.Engine("99.0.1", "2.7", "unix://" + socket, true));
            assertThat(engine.asked()).containsExactly("GET /version", "GET /info");
        }
    }

    @Test
    void aVersionInTheOperatorsPropertiesChangesNothing() throws Exception {
        String before = System.getProperty("user.home");
        java.nio.file.Files.writeString(home.resolve(".docker-java.properties"), "api.version=1.44\n");
        System.setProperty("user.home", home.toString());
        try (FakeEngine engine = FakeEngine.at(socket, Map.of("/networks", "[]"))) {
            assertThat(engine(LONG, "/usr/bin").networks()).isEmpty();
            assertThat(engine.asked()).containsExactly("GET /networks");
        } finally {
            System.setProperty("user.home", before);
        }
    }

    @Test
    void whatTheEngineSaysIsShownWithoutItsEscapes() throws Exception {
        try (FakeEngine engine = FakeEngine.at(socket, Map.of())) {
            ProblemException refused = catchThrowableOfType(
                    ProblemException.class, () -> engine(LONG, "/usr/bin").networks());

            assertThat(engine.asked()).hasSize(1);
            assertThat(Messages.in(Language.EN).say(refused.problem().sentence()))
                    .isEqualTo("Docker refused: broken engine");
        }
    }

    private Docker engine(Duration patience, String path) {
        Map<String, String> variables = new HashMap<>(Map.of("DOCKER_HOST", "unix://" + socket));
        variables.put("PATH", path);
        Environment environment = Surroundings.at(home, variables);
        Programs only = Programs.in(List.of(path));
        return new DockerEngine(environment, new RealFiles(environment), only, patience);
    }

    private void program(String name) throws IOException {
        Path file = java.nio.file.Files.writeString(home.resolve(name), "#!/bin/sh\n");
        java.nio.file.Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
