package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.lab.Tree;
import hikae.work.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup service as people make it by hand, started and used, then adopted: with a real engine and Compose. */
@Tag("lab")
class AdoptLabTest {
    private static LabInstance misskey;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        misskey = LabInstance.plain();
    }

    @AfterAll
    static void stop() {
        misskey.close();
    }

    @AfterEach
    void forget() {
        misskey.forgetBackup();
    }

    @Test
    void isMadeAnewOnceAndKeepsItsBackups() throws IOException {
        makeByHand();
        String before = misskey.backupContainer();
        String theirs = Lab.containers(misskey.project());
        Map<String, String> dumps = inodes();
        assertThat(dumps).isNotEmpty();

        Program.Ended ended = adopt("yes");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.json())
                .containsEntry("backup_dir", misskey.backup().toString())
                .containsEntry("schedule", "0 4 * * *")
                .containsEntry("checks_failed", 0L);
        String after = misskey.backupContainer();
        assertThat(after).isNotEqualTo(before);
        assertThat(everyBackupContainer()).containsExactly(after);
        assertThat(inodes().values()).containsAll(dumps.values());
        assertThat(Lab.containers(misskey.project())).isEqualTo(theirs);
        assertThat(LabFlow.read(misskey.backup().resolve("compose.yml")))
                .contains("# Misskey の DB バックアップ\n", "# 本体のネットワーク\n", "# docker.env から\n", "# 毎日 4:00\n");
        assertThat(LabFlow.read(misskey.backup().resolve(".env")))
                .isEqualTo("COMPOSE_PROJECT_NAME=" + misskey.project() + "-backup\n");
        new Armed(misskey).assertSo("0 4 * * *");
        // not within the second of the backup before, whose name it would take: that one is known to be good
        String later =
                "until [ \"$(date +%s)\" -gt \"$(stat -L -c %Y /backups/last/misskey-latest.sql.gz)\" ]; do sleep 0.1; done";
        Lab.docker("exec", after, "sh", "-c", later + "; exec /backup.sh");
        assertThat(ended.err() + ended.out()).doesNotContain(misskey.password());
        assertThat(holdersOfThePassword())
                .allSatisfy((path, mode) -> assertThat(mode).as(path).isEqualTo("rw-------"));
        // the password file, compose.yml as it was, and what is kept of the instance's own files
        assertThat(holdersOfThePassword()).hasSize(3);

        Map<String, String> tree = Tree.of(misskey.backup());
        for (List<String> again : List.of(List.of("setup", "--no-rehearsal"), List.of("schedule", "0 4 * * *"))) {
            List<String> words = Stream.concat(again.stream(), Stream.of("--no-input", "--yes", "--json"))
                    .toList();
            Program.Ended second = hikae(words.toArray(String[]::new));
            assertThat(second.status()).as(second.err()).isZero();
            assertThat(Tree.of(misskey.backup())).isEqualTo(tree);
            assertThat(second.json()).as(second.err()).containsEntry("changed", false);
            assertThat(misskey.backupContainer()).isEqualTo(after);
        }
    }

    @Test
    void itsScheduleIsOneLineOfTheList() throws IOException {
        makeByHand();
        assertThat(adopt("yes").status()).isZero();
        Path compose = misskey.backup().resolve("compose.yml");
        String adopted = LabFlow.read(compose);
        Program.Ended ended = hikae("schedule", "30 3 * * *", "--no-input", "--yes");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(LabFlow.read(compose)).isEqualTo(adopted.replace("SCHEDULE=0 4 * * *", "SCHEDULE=30 3 * * *"));
        new Armed(misskey).assertSo("30 3 * * *");
    }

    @Test
    void withoutConsentEveryByteAndTheContainerStay() throws IOException {
        makeByHand();
        String container = Lab.containers(misskey.project() + "-backup");
        Map<String, String> tree = Tree.of(misskey.backup());

        Program.Ended silent = hikae("setup", "--no-rehearsal", "--no-input", "--yes", "--json");
        assertThat(silent.status()).isEqualTo(ExitCode.WRONG_USE.status());
        assertThat(silent.problem()).isEqualTo("adopt-needed");
        Program.Ended refused = adopt("no");
        assertThat(refused.status()).isEqualTo(ExitCode.PROBLEM.status());
        assertThat(refused.problem()).isEqualTo("adopt-declined");

        assertThat(Tree.of(misskey.backup())).isEqualTo(tree);
        assertThat(Lab.containers(misskey.project() + "-backup")).isEqualTo(container);
    }

    /** Of another name in another directory: both stay, and no second container comes. */
    @Test
    void anotherServiceInAnotherDirectoryIsFoundByItsContainer() throws IOException {
        Path place = home.resolve("控え");
        Files.createDirectory(place);
        Files.writeString(
                place.resolve("docker-compose.yml"),
                ByHandService.compose(misskey).replace("db-backup:", "dump:"));
        String project = misskey.project() + "-backup";
        Lab.shell("cd '" + place + "' && docker compose -p " + project + " up -d");
        Program.Ended ended = adopt("yes");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.json()).containsEntry("backup_dir", place.toString());
        assertThat(everyBackupContainer()).containsExactly(misskey.backupContainer());
        assertThat(LabFlow.read(place.resolve("docker-compose.yml"))).contains("  dump:\n", "hikae.role");
        Program.Ended again = hikae("setup", "--no-rehearsal", "--no-input", "--yes", "--json");
        assertThat(again.json()).containsEntry("changed", false);
        new Armed(misskey, place).assertSo("0 4 * * *");
    }

    /** It would have to be moved by hand: said, and Misskey's own file left alone. */
    @Test
    void aServiceInMisskeysOwnFileIsToldAndLeftAlone() {
        String file = misskey.read("compose.yml");
        String service = """
                  nightly:
                    image: prodrigestivill/postgres-backup-local:%s-alpine
                    networks: [internal_network]
                    environment: [POSTGRES_HOST=db, POSTGRES_DB=x, POSTGRES_USER=x, POSTGRES_PASSWORD=x]
                """.formatted(System.getenv("HIKAE_LAB_PG_MAJOR"));
        misskey.write("compose.yml", file.replaceFirst("(?m)^services:\n", "services:\n" + service));
        try {
            misskey.compose("up -d --no-deps nightly");
            String theirs = Lab.containers(misskey.project());
            String changed = misskey.read("compose.yml");
            Program.Ended ended = hikae("setup", "--no-rehearsal", "--no-input", "--yes");
            assertThat(ended.status()).as(ended.err()).isZero();
            assertThat(ended.err()).contains("docker compose rm -sf nightly");
            assertThat(misskey.read("compose.yml")).isEqualTo(changed);
            assertThat(Lab.containers(misskey.project())).isEqualTo(theirs);
            new Armed(misskey).assertSo("0 4 * * *");
        } finally {
            misskey.compose("rm -sf nightly");
            misskey.write("compose.yml", file);
        }
    }

    /** A new directory gets a project of its own: the other one keeps its container. */
    @Test
    void besideOneThatIsNotAdoptedNoContainerIsTaken() throws IOException {
        makeByHand();
        String byHand = Lab.containers(misskey.project() + "-backup");
        Path fresh = home.resolve("fresh");
        Program.Ended ended = hikae("setup", "--no-rehearsal", "--no-input", "--yes", "--backup-dir", fresh.toString());
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.err()).contains(misskey.backup().toString());
        assertThat(Lab.containers(misskey.project() + "-backup")).isEqualTo(byHand);
        assertThat(LabFlow.read(fresh.resolve(".env")))
                .isEqualTo("COMPOSE_PROJECT_NAME=" + misskey.project() + "-backup-2\n");
        Lab.shell("cd '" + fresh + "' && docker compose down");
    }

    /** The directory's own name makes the project here, and not Misskey's. */
    @Test
    void theProjectThatRunsKeepsItsNameAndItsVolume() throws IOException {
        Path place = Files.createDirectory(home.resolve("my-dumps" + System.nanoTime() % 100_000));
        String project = String.valueOf(place.getFileName());
        Files.writeString(
                place.resolve("compose.yml"),
                ByHandService.compose(misskey).replace("./backups:", "dumps:") + "volumes:\n  dumps: {}\n");
        try {
            Lab.shell("cd '" + place + "' && docker compose up -d && docker compose exec -T db-backup /backup.sh");
            String before = Lab.containers(project);
            Program.Ended ended = adopt("yes");
            assertThat(ended.status()).as(ended.err()).isZero();
            assertThat(LabFlow.read(place.resolve(".env"))).isEqualTo("COMPOSE_PROJECT_NAME=" + project + "\n");
            assertThat(Lab.containers(project)).hasLineCount(1).isNotEqualTo(before);
            assertThat(everyBackupContainer()).hasSize(1);
            String container = everyBackupContainer().get(0);
            assertThat(Lab.docker("exec", container, "ls", "/backups/last")).contains("-latest.sql.gz");
            Program.Ended again = hikae("setup", "--no-rehearsal", "--no-input", "--yes", "--json");
            assertThat(again.json()).as(again.err()).containsEntry("changed", false);
        } finally {
            Lab.shell("cd '" + place + "' && docker compose down -v");
        }
    }

    private static void makeByHand() throws IOException {
        Files.createDirectories(misskey.backup());
        Files.setPosixFilePermissions(misskey.backup(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(misskey.backup().resolve("compose.yml"), ByHandService.compose(misskey));
        Lab.shell("cd '" + misskey.backup() + "' && docker compose up -d"
                + " && docker compose exec -T db-backup /backup.sh");
    }

    private Program.Ended adopt(String consent) throws IOException {
        Path answers = Files.writeString(home.resolve("answers.yml"), "adopt: " + consent + "\n");
        return hikae("setup", "--no-rehearsal", "--no-input", "--yes", "--json", "--answers", answers.toString());
    }

    private Program.Ended hikae(String... arguments) {
        return new LabFlow(Lab.environment(home, Map.of())).hikae(arguments);
    }

    /** Containers of the backup image on this Misskey's network, whoever started them. */
    private static List<String> everyBackupContainer() {
        return Lab.docker("ps", "-aq", "--no-trunc", "--filter", "network=" + misskey.fact("NETWORK"))
                .lines()
                .filter(id ->
                        Lab.docker("inspect", "-f", "{{.Config.Image}}", id).contains("postgres-backup-local"))
                .toList();
    }

    private static Map<String, String> inodes() throws IOException {
        Map<String, String> inodes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(misskey.backup().resolve("backups"))) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                inodes.put(path.toString(), String.valueOf(Files.getAttribute(path, "unix:ino")));
            }
        }
        return inodes;
    }

    private static Map<String, String> holdersOfThePassword() throws IOException {
        Map<String, String> holders = new TreeMap<>();
        for (Map.Entry<Path, byte[]> file : Tree.contents(misskey.backup()).entrySet()) {
            if (new String(file.getValue(), StandardCharsets.ISO_8859_1)
                    .contains(new String(
                            misskey.password().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))) {
                holders.put(
                        file.getKey().toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getKey())));
            }
        }
        return holders;
    }
}
