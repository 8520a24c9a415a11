package hikae.host.compose;

import static hikae.host.FilesContract.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.host.Compose;
import hikae.host.ComposeProject;
import hikae.host.Docker;
import hikae.host.Environment;
import hikae.host.Programs;
import hikae.host.Surroundings;
import hikae.host.files.RealFiles;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Made-up docker and docker-compose programs: what they are asked, and what is made of their words. */
class ComposeProcessTest {
    @TempDir
    Path bin;

    /** What the engine tells of the container that is there. */
    private Optional<String> made = Optional.empty();

    private final Map<String, String> variables = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void prepare() {
        variables.put("PATH", bin + ":/usr/bin:/bin");
        variables.put("HOME", bin.toString());
    }

    @Test
    void prefersThePluginOfTheDockerCommand() throws Exception {
        program("docker", "[ \"$1 $2 $3\" = 'compose version --short' ] && echo v2.40.3-ce");
        program("docker-compose", "echo 1.29.2");

        assertThat(compose().found()).isEqualTo(new Compose.Found(List.of("docker", "compose"), "2.40.3-ce"));
        assertThat(compose().found().isV1()).isFalse();
        assertThat(compose().upCommand("db-backup", true))
                .isEqualTo("docker compose up -d --no-deps --force-recreate db-backup");
    }

    @Test
    void takesTheOldProgramWhenThereIsNoPlugin() throws Exception {
        program("docker", "echo \"docker: 'compose' is not a docker command.\" >&2; exit 1");
        program("docker-compose", "echo 1.29.2");

        assertThat(compose().found().isV1()).isTrue();
        for (boolean force : new boolean[] {false, true}) {
            assertThat(compose().upCommand("db-backup", force))
                    .isEqualTo("docker-compose rm -s -f db-backup && docker-compose up -d --no-deps db-backup");
        }
    }

    @Test
    void composeOneTakesAContainerAwayBeforeItIsMadeAnew() throws Exception {
        program("docker-compose", "[ $1 = version ] && echo 1.29.2 || echo \"$*\"");

        compose().up(bin, "db-backup", true, lines::add);

        assertThat(lines)
                .containsExactly(
                        "--ansi never up --no-start --no-recreate --no-deps db-backup",
                        "--ansi never rm -s -f db-backup",
                        "--ansi never up -d --no-deps db-backup");
    }

    @Test
    void composeOneLeavesAContainerThatIsAsTheFileHasIt() throws Exception {
        made = Optional.of("4711");
        program(
                "docker-compose",
                "case \"$*\" in version*) echo 1.29.2 ;; *hash*) echo db-backup 4711 ;; *) echo \"$*\" ;; esac");

        compose().up(bin, "db-backup", false, lines::add);
        assertThat(lines).containsExactly("--ansi never up -d --no-deps db-backup");

        made = Optional.of("4710");
        compose().up(bin, "db-backup", false, lines::add);
        assertThat(lines).contains("--ansi never rm -s -f db-backup");
    }

    @Test
    void composeOneTakesNothingAwayThatCouldNotBeMadeAnew() throws Exception {
        program(
                "docker-compose",
                "[ $1 = version ] && echo 1.29.2 && exit; echo \"$3\" >> asked; echo 'manifest unknown' >&2; exit 1");

        assertProblem(() -> compose().up(bin, "db-backup", false, lines::add), "image-missing");
        assertThat(bin.resolve("asked")).hasContent("up");
    }

    @Test
    void theStandaloneProgramMayBeANewOne() throws Exception {
        program("docker-compose", "echo 2.26.1");

        assertThat(compose().found().isV1()).isFalse();
        assertThat(compose().found().typed()).isEqualTo("docker-compose");
    }

    @Test
    void withoutAnyComposeIsMissing() throws Exception {
        program("docker", "echo 'Docker version 28'; exit 0");

        assertProblem(() -> compose().found(), "compose-missing");
        assertProblem(() -> compose().up(bin, "a", false, lines::add), "compose-missing");
    }

    @Test
    void composeKnowsNothingOfTheOperatorsShellButWhereTheEngineIs() throws Exception {
        variables.put("COMPOSE_PROJECT_NAME", "misskey");
        variables.put("COMPOSE_FILE", "/elsewhere.yml");
        variables.put("POSTGRES_PASSWORD", "canary");
        variables.put("DOCKER_CONTEXT", "default");
        variables.put("DOCKER_CONFIG", bin.toString());
        program("docker", "[ $2 = version ] && echo 2.40.3 || { env; echo \"asked: $*\"; pwd; cat; }");

        compose().up(bin, "db-backup", false, lines::add);

        assertThat(lines)
                .filteredOn(line -> !line.matches("(PWD|OLDPWD|SHLVL|_)=.*"))
                .containsExactlyInAnyOrder(
                        "LC_ALL=C.UTF-8",
                        "PATH=" + variables.get("PATH"),
                        "HOME=" + bin,
                        "DOCKER_CONFIG=" + bin,
                        "DOCKER_HOST=unix:///var/run/docker.sock",
                        "asked: compose --ansi never up -d --no-deps db-backup",
                        bin.toString());
    }

    @Test
    void runsInASessionOfItsOwn() throws Exception {
        program("docker", "[ $2 = version ] && echo 2.40.3 || ps -o sid=,pid= -p $$");

        compose().up(bin, "a", false, lines::add);

        String[] numbers = lines.get(0).strip().split("\\s+");
        assertThat(numbers[0]).isEqualTo(numbers[1]);
    }

    @Test
    void linesComeWithoutColoursAndBells() throws Exception {
        program("docker", "[ $2 = version ] && echo 2.40.3 || printf '\\033[32mPull\\r 50%%\\007\\n' >&2");

        compose().up(bin, "a", false, lines::add);

        assertThat(lines).containsExactly("Pull", " 50%");
    }

    @Test
    void warningsAreNotTakenForServices() throws Exception {
        program("docker", "[ $2 = version ] && echo 2.40.3 || { echo 'level=warning' >&2; echo web; echo db; }");

        assertThat(compose().services(ComposeProject.in(bin))).containsExactly("web", "db");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "image-missing | Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io: no such host",
                "image-missing | Error response from daemon: manifest for a/b:15 not found: manifest unknown",
                "image-missing | Error pull access denied for a/b, repository does not exist",
                "image-limit | Error response from daemon: toomanyrequests: You have reached your pull rate limit",
                "compose-network-missing | network x declared as external, but could not be found",
                "compose-network-missing | Error response from daemon: network x_internal_network not found",
                "compose-network-stale | Error response from daemon: network 0123456789abcdef0123 not found",
                "compose-port-taken | Bind for 127.0.0.1:80 failed: port is already allocated",
                "compose-name-taken | Conflict. The container name \"/a\" is already in use by container \"b\"",
                "docker-denied | permission denied while trying to connect to the Docker daemon socket",
                "docker-denied | Error while fetching server API version: PermissionError(13, 'Permission denied')",
                "docker-stopped | Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?",
                "docker-stopped | Error while fetching server API version: FileNotFoundError(2, 'No such file')",
                "compose-denied | open /x/secrets/db_password: permission denied",
                "compose-no-service | no such service: a",
                "compose-failed | something else",
            })
    void tellsTheCauseFromItsWords(String id, String words) throws Exception {
        java.nio.file.Files.writeString(bin.resolve("words"), words);
        program("docker", "[ $2 = version ] && echo 2.40.3 || { echo first; cat words >&2; exit 1; }");

        assertProblem(() -> compose().up(bin, "a", false, lines::add), id);
    }

    /** What it was at when it failed is not why; as Compose 2.40 and 1.29 say it. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "` Network mk_default  Creating\n Container mk-db-1  Starting\nError response from daemon: no space left`,"
                        + "Error response from daemon: no space left",
                "`Recreating mk_db_1 ... \nRecreating mk_db_1 ... error\nERROR: for db  'ContainerConfig'`,"
                        + "ERROR: for db 'ContainerConfig'",
                "` Container mk-db-1  Starting`, Container mk-db-1 Starting"
            })
    void whatItTellsOfItsProgressIsNoReason(String words, String reason) throws Exception {
        java.nio.file.Files.writeString(bin.resolve("words"), words);
        program("docker", "[ $2 = version ] && echo 2.40.3 || { cat words >&2; exit 1; }");

        assertThatThrownBy(() -> compose().up(bin, "a", false, lines::add))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().args().get(1).toString()).isEqualTo(reason));
    }

    /** Of Misskey's project the hint has to name the files it is started with. */
    @Test
    void whatOfMisskeyCannotBeStartedIsSaidAsThat() throws Exception {
        program("docker", "[ $2 = version ] && echo 2.40.3 || { echo odd >&2; exit 1; }");
        ComposeProject project = ComposeProject.in(bin).named("mk");

        assertProblem(() -> compose().start(project, List.of("web"), lines::add), "compose-start-failed");
        assertProblem(() -> compose().takeAway(project, List.of("web"), lines::add), "compose-not-removed");
    }

    @Test
    void aProcessThatTakesTooLongIsKilledWithItsChildren() throws Exception {
        program("slow", "sleep 61 & echo $!; wait");
        List<String> command = List.of(bin.resolve("slow").toString());

        ChildProcess.Ended ended = new ChildProcess(command, bin, variables, Duration.ofMillis(500)).run(lines::add);

        assertThat(ended.inTime()).isFalse();
        assertThat(ended.isGood()).isFalse();
        long child = Long.parseLong(lines.get(0));
        Optional<ProcessHandle> left = ProcessHandle.of(child);
        if (left.isPresent()) {
            assertThat(left.get().onExit()).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void aProjectIsAskedForWithAllThatItWasStartedWith() throws Exception {
        program("docker", "[ $2 = version ] && echo 2.40.3 || echo \"$PWD $*\"");
        Path base = bin.resolve("a.yml");
        ComposeProject project = new ComposeProject(
                bin, List.of(base, Path.of("/x/b.yml")), List.of(bin.resolve("mk.env")), Optional.of("mk"));

        compose().start(project, List.of("web", "worker"), lines::add);
        compose().takeAway(project, List.of("db"), lines::add);

        String words = bin + " compose --ansi never -p mk --project-directory " + bin + " -f " + base
                + " -f /x/b.yml --env-file " + bin.resolve("mk.env");
        assertThat(lines).containsExactly(words + " up -d --no-recreate web worker", words + " rm -s -f db");
        assertThat(compose().config(project).text().strip()).isEqualTo(words + " config --format json");
    }

    @Test
    void ofAContainerItIsWhatItsLabelsSay() {
        Map<String, String> labels = Map.of(
                "com.docker.compose.project", "mk",
                "com.docker.compose.project.working_dir", "/srv/mk",
                "com.docker.compose.project.config_files", "/srv/mk/a.yml,b.yml",
                "com.docker.compose.project.environment_file", "/srv/mk/mk.env");

        assertThat(ComposeProject.of(labelled(labels)))
                .contains(new ComposeProject(
                        Path.of("/srv/mk"),
                        List.of(Path.of("/srv/mk/a.yml"), Path.of("/srv/mk/b.yml")),
                        List.of(Path.of("/srv/mk/mk.env")),
                        Optional.of("mk")));
        assertThat(ComposeProject.of(labelled(Map.of()))).isEmpty();
    }

    private static Docker.Container labelled(Map<String, String> labels) {
        return new Docker.Container(
                "id",
                "name",
                "image",
                "running",
                Optional.empty(),
                Instant.EPOCH,
                0,
                labels,
                Map.of(),
                List.of(),
                List.of(),
                "no",
                "");
    }

    @Test
    void whatComposeWarnsOfIsKeptApartFromWhatItPrints() throws Exception {
        program("docker", "[ $2 = version ] && echo 2.40.3 || { echo 'level=warning x' >&2; printf '{\\033 }\n\n'; }");

        Compose.Config config = compose().config(ComposeProject.in(bin));

        assertThat(config.text()).isEqualTo("{\u001B }\n\n");
        assertThat(config.notes()).containsExactly("level=warning x");
        assertThat(config.yaml()).isFalse();
        assertThat(config.refusal()).isEmpty();
    }

    @Test
    void composeOneIsAskedWithoutAFormat() throws Exception {
        program("docker-compose", "[ $1 = version ] && echo 1.29.2 || echo \"$*\"");

        Compose.Config config = compose().config(ComposeProject.in(bin));

        assertThat(config.text().strip()).isEqualTo("--ansi never config");
        assertThat(config.yaml()).isTrue();
    }

    @Test
    void aProjectThatIsNotConsistentIsReadAllTheSameAndItIsSaid() throws Exception {
        program(
                "docker",
                "[ $2 = version ] && echo 2.40.3 && exit; case \"$*\" in *no-consistency*) echo '{}';;"
                        + " *) echo 'service web depends on undefined service redis: invalid compose project' >&2; exit 1;; esac");

        Compose.Config config = compose().config(ComposeProject.in(bin));

        assertThat(config.text().strip()).isEqualTo("{}");
        assertThat(config.refusal().orElseThrow()).contains("undefined service redis");
    }

    @Test
    void withoutEndIsEnded() throws Exception {
        program("docker", "[ $2 = version ] && echo 2.40.3 || { yes & echo $! > pid; wait; }");

        assertProblem(() -> compose().config(ComposeProject.in(bin)), "compose-endless");

        long child = Long.parseLong(
                java.nio.file.Files.readString(bin.resolve("pid")).strip());
        Optional<ProcessHandle> left = ProcessHandle.of(child);
        if (left.isPresent()) {
            assertThat(left.get().onExit()).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void aProcessThatIsAskedAndTakesTooLongIsKilled() throws Exception {
        program("slow", "sleep 61 & wait");
        List<String> command = List.of(bin.resolve("slow").toString());

        ChildProcess.Captured ended = new ChildProcess(command, bin, variables, Duration.ofMillis(500)).capture(100);

        assertThat(ended.inTime()).isFalse();
        assertThat(ended.isGood()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "failed to read /x/.env: line 1: unterminated quoted value \"canary",
                "failed to read /x/.env: line 1: unexpected character \"%\" in variable name \"P%Q=canary\"",
                "failed to read /x/.env: Invalid template: \"${canary\"",
                "Invalid interpolation format for \"environment\" option in service \"web\": \"p${canary\"",
                "invalid interpolation format for a.b.\\nYou may need to escape any $ with another $.\\ncanary${x",
                "lookup https://me:canary@example.com/x.git: no such host",
            })
    void doesNotRepeatValuesOfAFileThatComposeRefuses(String words) throws Exception {
        java.nio.file.Files.writeString(bin.resolve("words"), words.replace("\\n", "\n"));
        program("docker", "[ $2 = version ] && echo 2.40.3 || { cat words >&2; exit 1; }");

        for (Runnable asked : List.<Runnable>of(
                () -> compose().config(ComposeProject.in(bin)),
                () -> compose().validate(bin),
                () -> compose().up(bin, "a", false, lines::add))) {
            ProblemException refused = catchThrowableOfType(ProblemException.class, asked::run);
            assertThat(refused.problem().toString()).doesNotContain("canary");
        }
    }

    @Test
    void refusesAnEngineThatIsNotHere() throws Exception {
        variables.put("DOCKER_HOST", "ssh://example.jp");
        program("docker", "echo 2.40.3");

        assertProblem(() -> compose().up(bin, "a", false, lines::add), "docker-elsewhere");
        compose().validate(bin);
    }

    /** With the made-up programs and setsid, but without the docker of this machine. */
    private Compose compose() {
        program("setsid", "exec /usr/bin/setsid \"$@\"");
        Environment environment = Surroundings.at(bin, variables);
        return new ComposeProcess(
                environment,
                new RealFiles(environment),
                Programs.in(List.of(bin.toString())),
                (directory, service) -> made);
    }

    private void program(String name, String script) {
        try {
            Path file = java.nio.file.Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
            java.nio.file.Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
