package hikae.instance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.host.ComposeProject;
import hikae.host.Host;
import hikae.instance.database.DataPlace;
import hikae.instance.find.Discovery;
import hikae.instance.find.InstanceFinder;
import hikae.instance.find.ServiceChoice;
import hikae.text.Problem;
import hikae.text.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Misskey directories after public reports, and more of their kinds, read with the real Compose and no engine. */
@Tag("oracle")
class FieldFilesOracleTest {
    private static final ComposeOracle COMPOSE = ComposeOracle.find();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "service-called-misskey,   misskey, db,       18, pw-baseline-1,    misskey",
        "override,                 web,     db,       17, pw-baseline-1,    misskey",
        "compose-file-two,         web,     db,       17, pw-baseline-1,    misskey",
        "extends,                  web,     db,       16, pw-baseline-1,    misskey",
        "database-in-environment,  web,     db,       16, pa$$w#rd,         misskey",
        "env-file-dot-env,         web,     db,       18, pwdotenv,         mkdb",
        "kept-copy-include,        web,     db,       17, pw-baseline-1,    misskey",
        "kept-copy-extends,        web,     db,       16, pw-baseline-1,    misskey",
        "kept-copy-secret-file,    web,     db,       17, secret-from-file, misskey",
        "config-directory-mounted, misskey, db,       15, pw-baseline-1,    misskey",
        "data-in-nameless-volume,  web,     db,       15, pw-baseline-1,    misskey",
        "data-in-named-volume,     web,     db,       17, pw-baseline-1,    misskey",
        "notes-not-said,           web,     db,       18, pw-baseline-1,    misskey",
        "pgbouncer,                web,     postgres, 16, pw-baseline-1,    misskey",
        "link-alias,               web,     db,       16, pw-baseline-1,    misskey"
    })
    void isUnderstood(String name, String misskey, String database, int major, String password, String named) {
        Instance found = found(field(name));

        assertThat(found.misskey()).extracting(Service::name).containsExactly(misskey);
        assertThat(found.database().name()).isEqualTo(database);
        assertThat(found.major()).isEqualTo(major);
        assertThat(found.logins().get(0).password()).isEqualTo(new Secret(password));
        assertThat(found.user()).isEqualTo("mk");
        assertThat(found.databaseName()).isEqualTo(named);
        assertThat(found.port()).isEqualTo(5432);
        assertThat(found.doubts()).isEmpty();
    }

    /** As the cases were tried: without an engine, without a question. */
    @ParameterizedTest
    @CsvSource({
        "service-called-misskey,   misskey, db,       /db",
        "override,                 web,     db,       /var/lib/docker/volumes/override_pgdata/_data",
        "compose-file-two,         web,     db,       /mnt/ssd/pg",
        "extends,                  web,     db,       /pg",
        "database-in-environment,  web,     db,       /srv/mk/pg",
        "env-file-dot-env,         web,     db,       /db",
        "kept-copy-secret-file,    web,     db,       /db",
        "config-directory-mounted, misskey, db,       /db",
        "data-in-named-volume,     web,     db,       /volumes/data-in-named-volume_pgdata/_data",
        "pgbouncer,                web,     postgres, /db",
        "link-alias,               web,     db,       /db"
    })
    void isSetUpFromItsFilesAlone(String name, String misskey, String database, String data) throws IOException {
        Path directory = field(name);

        Program.Ended ended = setUp(directory);

        assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
        Path backup = directory.resolveSibling(name + "-backup");
        String recovery = Files.readString(backup.resolve("RECOVERY.md"));
        assertThat(Files.readString(backup.resolve("compose.yml")))
                .contains("hikae.misskey.web: \"" + misskey + "\"")
                .contains("hikae.misskey.db: \"" + database + "\"");
        assertThat(recovery)
                .contains("mk stop " + misskey + "\n")
                .contains("mk up -d " + database + "\n")
                .containsPattern("(?m)^DATA=.*" + data + "$");
    }

    @Test
    void d_whatNobodyCanKnowIsAskedAndTheAnswerComesByTheFile() throws IOException {
        Path directory = field("unix-socket");
        Program.Ended asked = setUp(directory);
        Path answers = Files.writeString(folder.resolve("answers"), "database_service: db\n");

        Program.Ended told = setUp(directory, "--answers", answers.toString());

        assertThat(asked.status()).isEqualTo(3);
        assertThat(asked.problem()).isEqualTo("database-socket");
        assertThat(asked.err()).contains("database_service", "its image postgres", "it answers to db");
        assertThat(told.status()).as(told.err()).isZero();
    }

    @Test
    void f_whatWasNoticedIsSaid() {
        Program.Ended ended = setUp(field("notes-not-said"));

        assertThat(String.valueOf(ended.json().get("noticed"))).contains("env-text-after-quote", "env.replicas");
    }

    /** To a reader, too, with the check that found it. */
    @Test
    void f_whatWasNoticedIsReadWithoutJson() {
        Path directory = field("notes-not-said");

        Program.Ended ended = run("setup", "--dir", directory.toString(), "--files-only", "--no-input", "--yes");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out() + ended.err()).contains("dbReplications").contains("docker.env:");
    }

    @ParameterizedTest
    @CsvSource({"data-in-nameless-volume, data-nameless", "service-called-misskey, compose-refuses"})
    void f_whatComposeSaysOfAProjectIsNoticed(String name, String id) {
        Path directory = field(name);
        if (id.equals("compose-refuses")) {
            ComposeOracle.write(
                    directory, "compose.override.yml", "services: {misskey: {depends_on: [nobody]}}\n".getBytes(UTF_8));
        }

        assertThat(String.valueOf(setUp(directory).json().get("noticed"))).contains(id);
    }

    @ParameterizedTest
    @CsvSource({
        "kept-copy-include,        compose.extra.yml compose.yml",
        "kept-copy-extends,        common.yml compose.yml",
        "kept-copy-secret-file,    pg.txt compose.yml",
        "compose-file-two,         compose.prod.yml compose.yml .env",
        "override,                 compose.override.yml compose.yml",
        "env-file-dot-env,         .env compose.yml",
        "config-directory-mounted, config/default.yml docker-compose.yml"
    })
    void i_everyFileThatComposeReadsIsKept(String name, String files) throws IOException {
        Path directory = field(name);
        assertThat(setUp(directory).status()).isZero();

        assertThat(kept(directory)).contains(files.split(" "));
    }

    private static List<String> kept(Path directory) throws IOException {
        Path copies =
                directory.resolveSibling(directory.getFileName() + "-backup").resolve("instance");
        try (Stream<Path> all = Files.list(copies)) {
            String tar = all.findFirst().orElseThrow().toString();
            Process list = new ProcessBuilder("tar", "-tf", tar).start();
            return new String(list.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        }
    }

    private Program.Ended setUp(Path directory, String... more) {
        List<String> words = new ArrayList<>(
                List.of("setup", "--dir", directory.toString(), "--files-only", "--no-input", "--yes", "--json"));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private Program.Ended run(String... words) {
        Path home = folder.resolve("home");
        return Program.run(COMPOSE.host(home).environment(), words);
    }

    @Test
    void b_aRawEnvFileIsTakenAsItIs() {
        Path directory = field("env-file-raw");
        if (isBefore230()) {
            assertThat(refused(directory).id()).isEqualTo("compose-invalid");
            return;
        }
        assertThat(found(directory).logins().get(0).password()).isEqualTo(new Secret("p$x'y"));
    }

    private boolean isBefore230() {
        return COMPOSE.version(folder.resolve("home")).matches("2\\.([0-9]|[12][0-9])\\..*");
    }

    @ParameterizedTest
    @CsvSource({
        "override,                false, /db, ''",
        "compose-file-two,        false, /mnt/ssd/pg, ''",
        "extends,                 false, /pg, ''",
        "database-in-environment, false, /srv/mk/pg, ''",
        "data-in-named-volume,    true,  data-in-named-volume_pgdata, ''",
        "service-called-misskey,  false, /db, 18/docker"
    })
    void e_itsDataIsWhereComposeSays(String name, boolean volume, String source, String inside) {
        Path directory = field(name);

        DataPlace place = DataPlace.of(COMPOSE.host(folder.resolve("home")), ComposeProject.in(directory), "db")
                .orElseThrow();

        boolean overridden = name.equals("override");
        assertThat(place.volume()).isEqualTo(volume || overridden);
        assertThat(place.source()).endsWith(overridden ? "override_pgdata" : source);
        assertThat(place.inside()).isEqualTo(inside);
    }

    /** The second file puts the data on another disk; what the first alone says would be an empty database. */
    @Test
    void e_whereItWasStartedByMoreFilesTheyAllCount() {
        Path directory = field("compose-file-two");
        ComposeOracle.write(directory, ".env", new byte[0]);
        ComposeProject project = new ComposeProject(
                directory,
                List.of(directory.resolve("compose.yml"), directory.resolve("compose.prod.yml")),
                List.of(),
                Optional.of("mk"));
        Host host = COMPOSE.host(folder.resolve("home"));

        assertThat(DataPlace.of(host, project, "db"))
                .isNotEqualTo(DataPlace.of(host, ComposeProject.in(directory), "db"));
        assertThat(DataPlace.of(host, project, "db").orElseThrow().source()).isEqualTo("/mnt/ssd/pg");
    }

    @Test
    void e_dataInAVolumeWithoutANameIsSaid() {
        Path directory = field("data-in-nameless-volume");

        assertThat(DataPlace.of(COMPOSE.host(folder.resolve("home")), ComposeProject.in(directory), "db")
                        .orElseThrow()
                        .isNameless())
                .isTrue();
        assertThat(found(directory).notes())
                .flatExtracting(note -> note.problem().map(Problem::id).stream().toList())
                .contains("data-nameless");
    }

    @Test
    void c_theSettingsAreWhereMisskeyHasThemMounted() {
        Path directory = field("config-directory-mounted");

        assertThat(found(directory).settings()).isEqualTo(directory.resolve("config/default.yml"));
    }

    @Test
    void d_aSocketIsAskedAboutAndTheOnlyPostgresqlIsOffered() {
        Path directory = field("unix-socket");

        Doubt doubt = found(directory).doubt(Doubt.Kind.DATABASE).orElseThrow();
        Instance told = new InstanceFinder(
                        COMPOSE.host(folder.resolve("home")), new ServiceChoice(Optional.of("db"), List.of()))
                .find(Optional.of(directory))
                .at(directory)
                .orElseThrow();

        assertThat(doubt.why().id()).isEqualTo("database-socket");
        assertThat(doubt.candidates()).extracting(Doubt.Candidate::name).containsExactly("db");
        assertThat(told.doubts()).isEmpty();
    }

    @Test
    void b_whatComposeReadsAndWouldNotStartIsReadAndSaid() {
        assertThat(found(field("pgbouncer")).notes())
                .flatExtracting(note -> note.problem().map(Problem::id).stream().toList())
                .contains("compose-refuses");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "services: {web: {image: misskey/misskey, env_file: gone.env}} | gone.env",
                "services: {web: {image: 'misskey/misskey:${TAG:?which}'}} | which",
                "services: [web] | services",
                "services: {web: {image: ${ X}} | {dir}"
            })
    void whatComposeRefusesIsRefusedInItsWords(String file, String word) {
        Path directory = field("service-called-misskey");
        ComposeOracle.write(directory, "compose.yml", file.getBytes(UTF_8));

        Problem refused = refused(directory);

        assertThat(refused.id()).isEqualTo("compose-invalid");
        assertThat(refused.args().toString()).contains(word.replace("{dir}", directory.toString()));
    }

    /** As root, from a server that whoever can write the file names. */
    @ParameterizedTest
    @CsvSource({"https://127.0.0.1:1/x.git", "git@127.0.0.1:x/y.git", "oci://127.0.0.1:1/x/y"})
    void whatIsOnAnotherServerIsNotFetched(String remote) {
        Path directory = field("service-called-misskey");
        ComposeOracle.write(directory, "compose.override.yml", ("include: [\"" + remote + "\"]\n").getBytes(UTF_8));
        ComposeOracle.write(
                directory,
                ".env",
                "COMPOSE_EXPERIMENTAL_GIT_REMOTE=true\nCOMPOSE_EXPERIMENTAL_OCI_REMOTE=true\n".getBytes(UTF_8));

        Problem refused = refused(directory);

        assertThat(refused.id()).isEqualTo("compose-invalid");
        assertThat(refused.args().toString()).contains("disabled");
    }

    @ParameterizedTest
    @CsvSource({"P=\"canary-pw", "P%Q=canary-pw", "P=${canary-pw"})
    void noValueIsRepeatedFromALineThatComposeRefuses(String line) {
        Path directory = field("service-called-misskey");
        ComposeOracle.write(directory, ".config/docker.env", (line + "\n").getBytes(UTF_8));

        Problem refused = refused(directory);

        assertThat(refused.id()).isEqualTo("compose-invalid");
        assertThat(refused.toString()).doesNotContain("canary");
    }

    @Test
    void aProjectOfFortyServicesIsNoOtherThanOneOfThree() {
        Path directory = field("service-called-misskey");
        StringBuilder more = new StringBuilder("services:\n");
        for (int i = 0; i < 40; i++) {
            more.append("  s").append(i).append(": {image: 'nginx:").append(i).append("'}\n");
        }
        ComposeOracle.write(directory, "compose.override.yml", more.toString().getBytes(UTF_8));

        assertThat(found(directory).misskey()).extracting(Service::name).containsExactly("misskey");
    }

    @Test
    void aDirectoryAboveIsNotTakenForIt() {
        Path above = field("service-called-misskey");
        ComposeOracle.write(above.resolve("inner"), ".config/default.yml", "db: {host: db}\n".getBytes(UTF_8));

        assertThat(refused(above.resolve("inner")).id()).isEqualTo("instance-no-compose");
    }

    private Instance found(Path directory) {
        Discovery all = find(directory);
        return all.at(directory).orElseThrow(() -> new AssertionError(String.valueOf(all.refused())));
    }

    private Problem refused(Path directory) {
        return find(directory).whyNone();
    }

    private Discovery find(Path directory) {
        Host host = COMPOSE.host(folder.resolve("home"));
        return new InstanceFinder(host).find(Optional.of(directory));
    }

    /** A copy of it in a directory of its name. */
    private Path field(String name) {
        try {
            Path from = Path.of(Objects.requireNonNull(getClass().getResource("/hikae/instance/field/files/" + name))
                    .toURI());
            Path to = folder.toRealPath().resolve(name);
            try (Stream<Path> all = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
                for (Path path : all.toList()) {
                    Path copy = to.resolve(from.relativize(path).toString());
                    if (Files.isDirectory(path)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(path, copy);
                    }
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
