package hikae.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.lab.OtherMajor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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
    private static final String LOST = "broken-server";
    private static final String NEW = "new-server";

    @TempDir
    Path home;

    /** A sample of what src/test/field/run does in every combination. */
    @ParameterizedTest
    @ValueSource(strings = {"v1", "newest"})
    void withOtherNamesAWorkerTwoFilesAndASecondDatabase(String generation) throws IOException {
        try (OddProject odd = OddProject.start(home, OddProject.Shape.of(generation, OddProject.Data.NAMED))) {
            odd.isSetUp();
            odd.isRestoredAndThatIsUndone();
            if (generation.equals("v1")) {
                odd.comesBackFromALostClusterByHand();
            } else {
                odd.comesBackFromALostCluster();
            }
        }
    }

    /** And a sample of its other table: the layout of 18 is another one, and a new server has no directory for uploads. */
    @Test
    void onPostgresql18WithOneFileOfAnotherName() throws IOException {
        Map<String, String> there = OtherMajor.all();
        assumeTrue(OtherMajor.has("server 18", there) && OtherMajor.has("client 18", there), there::toString);
        var shape = new OddProject.Shape("v2", 18, OddProject.Data.BIND, OddProject.Files.ONE);
        try (OddProject odd = OddProject.start(home, shape)) {
            odd.isSetUp();
            odd.isRestoredAndThatIsUndone();
            odd.comesBackOnANewServerByHand();
        }
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
            field.write("compose.yml", """
                    services:
                      web:
                        image: misskey/misskey:2025.10.2
                        networks: [internal_network]
                        volumes: ["./files:/misskey/files", "./.config:/misskey/.config:ro"]
                      redis: {image: "redis:7-alpine", networks: [internal_network]}
                      db:
                        image: postgres:%s-alpine
                        env_file: [.config/docker.env]
                        networks: [internal_network]
                        volumes: ["./db-of-18:/var/lib/postgresql"]
                    networks: {internal_network: {internal: true}}
                    """.formatted(misskey.fact("PG_MAJOR")));
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
            String later = field.rows();
            field.done("restore", "--confirm", misskey.fact("HOST"));
            assertThat(field.rows()).isEqualTo(backedUp);
            field.done("restore", "undo", "--confirm", misskey.fact("HOST"));
            assertThat(field.rows()).isEqualTo(later).isNotEqualTo(backedUp);
            String data = Lab.docker("volume", "inspect", "-f", "{{.Mountpoint}}", volume(field));
            Lab.docker("kill", field.container("db"));
            Lab.shell("rm '" + data + "/global/pg_control'");
            field.done("restore", "--lost-cluster", "--confirm", misskey.fact("HOST"));
            assertThat(field.rows()).isEqualTo(backedUp);
            assertThat(Path.of(data).resolve("base")).exists();
            assertThat(field.guide()).contains("VOLUME=" + volume(field)).doesNotContain(data); // it is another one now
        }
    }

    private static String volume(FieldProject field) {
        return Lab.docker(
                "inspect",
                "-f",
                "{{range .Mounts}}{{if eq .Destination \"/var/lib/postgresql/data\"}}{{.Name}}{{end}}{{end}}",
                field.container("db"));
    }
}
