package hikae.backup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Projects as people have them, on real engines with Compose 1.29, 2.26 and 2.40: Misskey and only Misskey goes down and
 * comes up, and its data is where it was.
 */
@Tag("lab")
class FieldLabTest {
    private static final String FILES = "-f base.yml -f prod.yml";
    private static final String[] OTHERS = {"media-proxy", "other_db", "redis", "postgres"};
    private static final String LOST = "broken-server";
    private static final String NEW = "new-server";

    @TempDir
    Path home;

    /** Set-up, restore, undo, lost cluster, new server: all that is wrong at once where files are read by hand. */
    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2", "newest"})
    void withOtherNamesAWorkerTwoFilesAndASecondDatabase(String generation) throws IOException {
        try (FieldProject field = odd(generation)) {
            assertIsSetUp(field);
            String backedUp = field.rows();
            assertComesBackAndIsUndone(field, backedUp);
            switch (generation) {
                case "v1" -> assertComesBackByHand(field, backedUp);
                case "v2" -> assertNewServerComesBackByHand(field, backedUp);
                default -> assertLostClusterComesBack(field, backedUp);
            }
        }
    }

    private static void assertIsSetUp(FieldProject field) {
        String others = field.since(OTHERS);
        field.done("setup", "--no-rehearsal");
        assertThat(Lab.shell("cat '" + field.misskey().backup() + "/compose.yml'"))
                .contains("hikae.misskey.web: \"app\"", "hikae.misskey.db: \"postgres\"")
                .contains("hikae.misskey.workers: \"queue\"", "base.yml,", "prod.yml");
        assertThat(field.guide())
                .contains("-f " + field.misskey().directory() + "/base.yml", "mk stop app queue")
                .contains("VOLUME=" + field.misskey().project() + "_db-data");
        assertThat(field.since(OTHERS)).isEqualTo(others);
    }

    private static void assertComesBackAndIsUndone(FieldProject field, String backedUp) {
        String host = field.misskey().fact("HOST");
        field.writeNotes();
        String later = field.rows();
        assertThat(later).isNotEqualTo(backedUp);
        String others = field.since(OTHERS);
        String before = field.since("app", "queue");
        field.done("restore", "--confirm", host);
        assertThat(field.rows()).isEqualTo(backedUp);
        String after = field.since("app", "queue");
        assertThat(after.lines()).hasSize(2).allMatch(line -> line.endsWith(" true"));
        assertThat(before.lines()).doesNotContainAnyElementsOf(after.lines().toList());
        field.done("restore", "undo", "--confirm", host);
        assertThat(field.rows()).isEqualTo(later);
        assertThat(field.since(OTHERS)).isEqualTo(others);
        assertThat(field.done("status").json()).containsEntry("exit", 0L);
    }

    private static void assertLostClusterComesBack(FieldProject field, String backedUp) {
        String others = field.since("media-proxy", "other_db");
        String data = lose(field);
        field.done("restore", "--lost-cluster", "--confirm", field.misskey().fact("HOST"));
        assertServes(field, backedUp);
        assertThat(field.since("media-proxy", "other_db")).isEqualTo(others);
        assertThat(Lab.shell("ls -d '" + data + "'.*/base")).isNotEmpty();
        field.compose("up -d"); // as its operator does some day: nothing else than before comes up
        field.awaitDatabase();
        assertThat(field.rows()).isEqualTo(backedUp);
    }

    private static void assertComesBackByHand(FieldProject field, String backedUp) throws IOException {
        String others = field.since("media-proxy", "other_db");
        lose(field);
        assertThat(field.recoverByHand(LOST)).contains("kept as ");
        assertServes(field, backedUp);
        assertThat(field.since("media-proxy", "other_db")).isEqualTo(others);
    }

    private static void assertNewServerComesBackByHand(FieldProject field, String backedUp) throws IOException {
        field.misskey().burn();
        assertThat(field.recoverByHand(NEW, LOST)).contains("nothing to move");
        assertServes(field, backedUp);
    }

    private static void assertServes(FieldProject field, String rows) {
        assertThat(field.rows()).isEqualTo(rows);
        assertThat(field.since("app", "queue").lines()).hasSize(2).allMatch(line -> line.endsWith(" true"));
    }

    /** Its database ends, and cannot be started any more; where its data is. */
    private static String lose(FieldProject field) {
        String data = Lab.docker(
                "volume", "inspect", "-f", "{{.Mountpoint}}", field.misskey().project() + "_db-data");
        Lab.docker("kill", field.container("postgres"));
        Lab.shell("rm '" + data + "/global/pg_control'");
        return data;
    }

    /** Its files are in several, its password in one of them: all of them are in the kept copy. */
    @Test
    void aNewServerGetsAProjectWithIncludeOverrideAndSecretsUpFromTheBackupDirectoryAlone() throws IOException {
        LabInstance misskey = LabInstance.plain();
        try (FieldProject field = new FieldProject(misskey, home, "v2", "", "db")) {
            field.compose("down -t 1");
            field.write("pg.txt", misskey.password());
            field.write("db.yml", """
                    services:
                      db:
                        image: postgres:%1$s-alpine
                        environment: {POSTGRES_USER: "%2$s", POSTGRES_DB: "%3$s", POSTGRES_PASSWORD_FILE: /run/secrets/pg}
                        secrets: [pg]
                        networks: [internal_network]
                        volumes: ["./db:/var/lib/postgresql/data"]
                      redis: {image: "redis:7-alpine", networks: [internal_network]}
                    secrets: {pg: {file: ./pg.txt}}
                    networks: {internal_network: {internal: true}}
                    """.formatted(
                            misskey.fact("PG_MAJOR"), misskey.fact("DB_USER"), misskey.fact("DB_NAME")));
            field.write("compose.yml", """
                    include: [db.yml]
                    services:
                      web:
                        image: misskey/misskey:2025.10.2
                        networks: [internal_network]
                        volumes: ["./files:/misskey/files", "./.config:/misskey/.config:ro"]
                    """);
            field.write("compose.override.yml", "services: {web: {environment: {WORD: from-override}}}\n");
            Lab.shell("rm '" + misskey.directory() + "/.config/docker.env'");
            field.compose("up -d");
            field.awaitDatabase();
            String backedUp = field.rows();
            field.done("setup", "--no-rehearsal");
            misskey.burn();

            field.recoverByHand(NEW, LOST);

            assertThat(field.rows()).isEqualTo(backedUp);
            assertThat(Lab.docker("inspect", "-f", "{{.Config.Env}}", field.container("web")))
                    .contains("from-override");
            assertThat(misskey.read("pg.txt")).isEqualTo(misskey.password());
        }
    }

    /** The mount of PostgreSQL 18 with one of 15: the image's own volume gets the data, and nobody has named it. */
    @Test
    void dataInAVolumeWithoutANameIsAnAlarmAndIsFoundAgain() {
        LabInstance misskey = LabInstance.plain();
        try (FieldProject field = new FieldProject(misskey, home, "v2", "", "db")) {
            field.compose("down -t 1");
            field.write(
                    "compose.yml",
                    misskey.read("compose.yml")
                            .replace("./db:/var/lib/postgresql/data", "./db-of-18:/var/lib/postgresql"));
            field.compose("up --no-start db");
            Lab.shell("cp -a '" + misskey.directory() + "/db/.' "
                    + Lab.docker("volume", "inspect", "-f", "{{.Mountpoint}}", volume(field)));
            field.compose("up -d");
            field.awaitDatabase();
            String backedUp = field.rows();

            assertThat(field.done("setup", "--no-rehearsal").out()).contains("data-nameless");
            assertThat(field.hikae("status").out()).contains("data-nameless");
            assertThat(field.guide()).contains("VOLUME=" + volume(field));
            field.writeNotes();
            field.done("restore", "--confirm", misskey.fact("HOST"));
            assertThat(field.rows()).isEqualTo(backedUp);
            String data = Lab.docker("volume", "inspect", "-f", "{{.Mountpoint}}", volume(field));
            Lab.docker("kill", field.container("db"));
            Lab.shell("rm '" + data + "/global/pg_control'");
            field.done("restore", "--lost-cluster", "--confirm", misskey.fact("HOST"));
            assertThat(field.rows()).isEqualTo(backedUp);
            assertThat(Path.of(data).resolve("base")).exists();
        }
    }

    private static String volume(FieldProject field) {
        return Lab.docker(
                "inspect",
                "-f",
                "{{range .Mounts}}{{if eq .Destination \"/var/lib/postgresql/data\"}}{{.Name}}{{end}}{{end}}",
                field.container("db"));
    }

    private FieldProject odd(String generation) {
        LabInstance misskey = LabInstance.plain("--kind", "named-volume", "--compose", generation);
        FieldProject usual = new FieldProject(misskey, home, generation, "", "db");
        usual.compose("down -t 1");
        FieldProject field = new FieldProject(misskey, home, generation, FILES, "postgres");
        String image = "postgres:" + misskey.fact("PG_MAJOR") + "-alpine";
        field.write("base.yml", """
                services:
                  app: &misskey
                    image: misskey/misskey:2025.10.2
                    restart: always
                    networks: [inside, outside]
                    volumes: ["./files:/misskey/files", "./.config:/misskey/.config:ro"]
                  queue: {<<: *misskey, environment: {MK_ONLY_QUEUE: "1"}}
                  redis: {image: "redis:7-alpine", networks: [inside]}
                  postgres:
                    image: %1$s
                    env_file: [.config/docker.env]
                    networks: [inside]
                    volumes: ["./db:/var/lib/postgresql/data"]
                  other_db:
                    image: %1$s
                    environment: {POSTGRES_PASSWORD: other, POSTGRES_DB: mcaptcha}
                    networks: [inside]
                  media-proxy: {image: "ghcr.io/misskey-dev/media-proxy:latest", networks: [outside]}
                networks: {inside: {internal: true}, outside: {}}
                """.formatted(image));
        field.write("prod.yml", """
                services:
                  postgres:
                    volumes: ["db-data:/var/lib/postgresql/data"]
                volumes: {db-data: {}}
                """);
        field.write(
                ".config/default.yml",
                misskey.read(".config/default.yml").replace("  host: db\n", "  host: postgres\n"));
        Lab.shell("rm '" + misskey.directory() + "/compose.yml'");
        Lab.docker("tag", "redis:7-alpine", "ghcr.io/misskey-dev/media-proxy:latest");
        for (String services : List.of("postgres redis", "app queue", "other_db", "media-proxy")) {
            field.compose("up -d " + services);
        }
        field.awaitDatabase();
        return field;
    }
}
