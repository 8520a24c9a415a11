package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.host.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with Misskey's files and neither Compose nor an engine: what nobody can read is offered, asked and said. */
class WithoutComposeTest {
    private static final String COMPOSE = """
            services:
              web: {image: misskey/misskey, networks: [internal_network]}
              db: {image: postgres:15-alpine, env_file: [.config/docker.env], networks: [internal_network]}
            networks: {internal_network: {internal: true}}
            """;
    private static final String SETTINGS = """
            url: https://social.example.com/
            db:
              host: db
              db: m
            """;

    @TempDir
    Path folder;

    private Path misskey;
    private Path backup;

    @BeforeEach
    void lies() throws IOException {
        folder = folder.toRealPath();
        misskey = folder.resolve("misskey");
        backup = folder.resolve("misskey-backup");
        write(".config/default.yml", SETTINGS);
        write(".config/docker.env", "POSTGRES_PASSWORD=x\nPOSTGRES_USER=m\nPOSTGRES_DB=m\n");
        write("compose.yml", COMPOSE);
        for (String program : List.of("docker", "docker-compose")) {
            Path file = Files.createDirectories(folder.resolve("bin")).resolve(program);
            Files.writeString(file, "#!/bin/sh\nexit 1\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void theFilesAreWrittenAsTheExampleHasThemAndThatNothingWasCheckedIsSaid() throws IOException {
        Program.Ended ended = setUp();

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(compose())
                .contains("image: \"prodrigestivill/postgres-backup-local:15-alpine\"")
                .contains("name: \"misskey_internal_network\"")
                .contains("POSTGRES_HOST: \"db\"", "POSTGRES_DB: \"m\"", "POSTGRES_USER: \"m\"")
                .contains("hikae.misskey.web: \"web\"", "hikae.misskey.db: \"db\"")
                .contains("hikae.misskey.project: \"misskey\"");
        assertThat(Files.readString(backup.resolve("secrets/db_password"))).isEqualTo("x");
        assertThat(ended.json().get("noticed")).asString().contains("compose-not-asked");
    }

    @Test
    void whatIsSaidInTheAnswersFileIsTaken() throws IOException {
        write("compose.yml", "include: [elsewhere.yml]\n");
        Path saved = folder.resolve("saved");

        Program.Ended ended = setUp(
                answers(
                        "misskey_services: app worker",
                        "database_service: pg",
                        "misskey_project: mk",
                        "network: mk_back",
                        "postgres_version: 16"),
                "--save-answers",
                saved.toString());

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(compose())
                .contains("postgres-backup-local:16\"")
                .contains("name: \"mk_back\"")
                .contains("POSTGRES_HOST: \"pg\"")
                .contains("hikae.misskey.web: \"app\"", "hikae.misskey.workers: \"worker\"")
                .contains("hikae.misskey.db: \"pg\"", "hikae.misskey.project: \"mk\"");
        assertThat(Files.readString(saved)).contains("misskey_project", "postgres_version", "misskey_services");
    }

    /** As behind pgbouncer: the port is of the host that stands beside it, and of no other. */
    @ParameterizedTest
    @CsvSource({"pool, db, 5432", "db, db, 6432", "${DB_HOST}, db, 6432", "10.0.0.5, db, 5432"})
    void thePortIsOfTheHostThatStandsBesideIt(String host, String named, String port) throws IOException {
        write(".config/default.yml", SETTINGS.replace("host: db", "host: " + host + "\n  port: 6432"));

        Program.Ended ended = setUp(answers("database_service: " + named));

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(compose()).contains("POSTGRES_HOST: \"db\"", "POSTGRES_PORT: \"" + port + "\"");
    }

    @Test
    void whatWasSaidOnceIsOfferedTheNextTime() throws IOException {
        write("compose.yml", "include: [elsewhere.yml]\n");
        setUp(answers(
                "misskey_services: app worker",
                "database_service: pg",
                "misskey_project: mk",
                "network: mk_back",
                "postgres_version: 16"));
        String before = compose();

        Program.Ended again = setUp();

        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.json().get("changed")).isEqualTo(false);
        assertThat(compose()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services: {db: {image: '${DATABASE}'}}",
                "services: {db: {image: 'postgres:${TAG:-15}'}}",
                "services: {db: {image: 'postgres:15'}, other: {image: 'postgres:16'}}",
                "services: {db: {build: db}}\n# image: postgres:15\n",
                "services: {db: {image: 'redis:7'}}",
                ""
            })
    void aVersionThatNothingTellsIsAskedAndNeverGuessed(String file) throws IOException {
        write("compose.yml", file);

        Program.Ended ended = setUp();

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.problem()).isEqualTo("postgres-version-unknown");
        assertThat(ended.err()).contains("postgres_version");
        assertThat(backup).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.5", "localhost", "/var/run/postgresql", "${DB_HOST}", "pg.example.com"})
    void aHostThatIsNoServiceIsNotTakenForOne(String host) throws IOException {
        write(".config/default.yml", SETTINGS.replace("host: db", "host: " + host));

        Program.Ended ended = setUp();

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.problem()).isEqualTo("compose-not-asked");
        assertThat(ended.err()).contains("database_service");
        assertThat(backup).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "misskey_services, web;reboot, docker-name",
        "database_service, '-db', docker-name",
        "misskey_project, mis/skey, docker-name",
        "network, $NET, docker-name",
        "postgres_version, fifteen, postgres-version",
        "postgres_version, 150004, postgres-version"
    })
    void whatCanBeNoAnswerIsRefused(String key, String value, String problem) throws IOException {
        Program.Ended ended = setUp(answers(key + ": \"" + value + "\""));

        assertThat(ended.problem()).isEqualTo(problem);
        assertThat(backup).doesNotExist();
    }

    @Test
    void dockerEnvAloneIsEnough() throws IOException {
        Files.delete(misskey.resolve(".config/default.yml"));

        assertThat(setUp().status()).isZero();
        assertThat(compose()).contains("POSTGRES_HOST: \"db\"", "POSTGRES_USER: \"m\"");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        write(".config/docker.env", "POSTGRES_PASSWORD=\"x\n");

        Program.Ended ended = setUp();

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).contains("docker.env:1");
        assertThat(backup).doesNotExist();
    }

    @Test
    void theProjectIsCalledAsTheFilesSay() throws IOException {
        write("compose.yml", "name: notes\n" + COMPOSE);
        assertThat(setUp().status()).isZero();
        assertThat(compose()).contains("hikae.misskey.project: \"notes\"", "name: \"notes_internal_network\"");
    }

    @Test
    void aDirectoryWithoutMisskeyIsNone() throws IOException {
        Files.delete(misskey.resolve(".config/default.yml"));
        Files.delete(misskey.resolve(".config/docker.env"));

        assertThat(setUp().problem()).isEqualTo("instance-not-there");
    }

    private String compose() throws IOException {
        return Files.readString(backup.resolve("compose.yml"));
    }

    private String[] answers(String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("answers"), String.join("\n", lines) + "\n");
        return new String[] {"--answers", file.toString()};
    }

    private Program.Ended setUp(String[] some, String... more) {
        List<String> words = new ArrayList<>(List.of(some));
        words.addAll(List.of(more));
        return setUp(words.toArray(String[]::new));
    }

    private Program.Ended setUp(String... more) {
        List<String> words = new ArrayList<>(
                List.of("setup", "--dir", misskey.toString(), "--files-only", "--no-input", "--yes", "--json"));
        words.addAll(List.of(more));
        Environment real = Environment.ofProcess();
        Map<String, String> variables = Map.of(
                "PATH",
                folder + "/bin",
                "HOME",
                folder.toString(),
                "DOCKER_HOST",
                "unix://" + folder + "/nowhere.sock");
        Environment environment =
                new Environment(variables, real.user(), real.uid(), folder, folder, Clock.systemUTC());
        return Program.run(environment, words.toArray(String[]::new));
    }

    private void write(String name, String text) throws IOException {
        Path file = misskey.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
