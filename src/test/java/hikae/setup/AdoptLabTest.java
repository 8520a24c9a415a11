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
    private static final String BY_HAND = """
            # Misskey の DB バックアップ
            services:
              db-backup:
                image: prodrigestivill/postgres-backup-local:%s-alpine
                restart: always
                networks:
                  - misskey_internal_network # 本体のネットワーク
                volumes:
                  - ./backups:/backups
                environment:
                  - TZ=Asia/Tokyo
                  - POSTGRES_HOST=db
                  - POSTGRES_DB=%s
                  - POSTGRES_USER=%s
                  - POSTGRES_PASSWORD=%s # docker.env から

                  # 毎日 4:00
                  - SCHEDULE="0 4 * * *"
                  - BACKUP_KEEP_DAYS=9
                  - BACKUP_KEEP_WEEKS=4
                  - BACKUP_KEEP_MONTHS=6

            networks:
              misskey_internal_network:
                external: true
                name: %s
            """;

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
        assertThat(inodes()).isEqualTo(dumps);
        assertThat(Lab.containers(misskey.project())).isEqualTo(theirs);
        assertThat(LabFlow.read(misskey.backup().resolve("compose.yml")))
                .contains("# Misskey の DB バックアップ\n", "# 本体のネットワーク\n", "# docker.env から\n", "# 毎日 4:00\n");
        assertThat(LabFlow.read(misskey.backup().resolve(".env")))
                .isEqualTo("COMPOSE_PROJECT_NAME=" + misskey.project() + "-backup\n");
        new Armed(misskey).assertSo("0 4 * * *");
        Lab.docker("exec", after, "/backup.sh");
        assertThat(ended.err() + ended.out()).doesNotContain(misskey.password());
        assertThat(holdersOfThePassword())
                .allSatisfy((path, mode) -> assertThat(mode).as(path).isEqualTo("rw-------"));
        assertThat(holdersOfThePassword()).hasSize(2); // the password file, and the copy of compose.yml as it was

        Map<String, String> tree = Tree.of(misskey.backup());
        for (List<String> again : List.of(List.of("setup"), List.of("schedule", "0 4 * * *"))) {
            List<String> words = Stream.concat(again.stream(), Stream.of("--no-input", "--yes", "--json"))
                    .toList();
            Program.Ended second = hikae(words.toArray(String[]::new));
            assertThat(second.status()).as(second.err()).isZero();
            assertThat(second.json()).containsEntry("changed", false);
            assertThat(Tree.of(misskey.backup())).isEqualTo(tree);
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

        Program.Ended silent = hikae("setup", "--no-input", "--yes", "--json");
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
        Files.writeString(place.resolve("docker-compose.yml"), byHand().replace("db-backup:", "dump:"));
        String project = misskey.project() + "-backup";
        Lab.shell("cd '" + place + "' && docker compose -p " + project + " up -d");
        Program.Ended ended = adopt("yes");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.json()).containsEntry("backup_dir", place.toString());
        assertThat(everyBackupContainer()).containsExactly(misskey.backupContainer());
        assertThat(LabFlow.read(place.resolve("docker-compose.yml"))).contains("  dump:\n", "hikae.role");
        Program.Ended again = hikae("setup", "--no-input", "--yes", "--json");
        assertThat(again.json()).containsEntry("changed", false);
        new Armed(misskey, place).assertSo("0 4 * * *");
    }

    /** The directory's own name makes the project here, and not Misskey's. */
    @Test
    void theProjectThatRunsKeepsItsNameAndItsVolume() throws IOException {
        Path place = Files.createDirectory(home.resolve("my-dumps" + System.nanoTime() % 100_000));
        String project = String.valueOf(place.getFileName());
        Files.writeString(
                place.resolve("compose.yml"), byHand().replace("./backups:", "dumps:") + "volumes:\n  dumps: {}\n");
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
            Program.Ended again = hikae("setup", "--no-input", "--yes", "--json");
            assertThat(again.json()).as(again.err()).containsEntry("changed", false);
        } finally {
            Lab.shell("cd '" + place + "' && docker compose down -v");
        }
    }

    private static String byHand() {
        return BY_HAND.formatted(
                System.getenv("HIKAE_LAB_PG_MAJOR"),
                misskey.fact("DB_NAME"),
                misskey.fact("DB_USER"),
                misskey.password(),
                misskey.fact("NETWORK"));
    }

    private static void makeByHand() throws IOException {
        Files.createDirectories(misskey.backup());
        Files.setPosixFilePermissions(misskey.backup(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(misskey.backup().resolve("compose.yml"), byHand());
        Lab.shell("cd '" + misskey.backup() + "' && docker compose up -d"
                + " && docker compose exec -T db-backup /backup.sh");
    }

    private Program.Ended adopt(String consent) throws IOException {
        Path answers = Files.writeString(home.resolve("answers.yml"), "adopt: " + consent + "\n");
        return hikae("setup", "--no-input", "--yes", "--json", "--answers", answers.toString());
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
