package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.Lab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recovery where nothing has been set up: a new server, or another directory beside the first. */
@Tag("lab")
class NewServerLabTest {
    @TempDir
    static Path old;

    private static Restoring lab;
    private static Path second;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        lab = Restoring.start(old);
        second = Path.of(lab.misskey().directory() + "second");
    }

    @AfterEach
    void stop() {
        Lab.shell("if cd '" + second + "' 2>/dev/null; then docker compose down -v; fi 2>/dev/null");
        Lab.shell("for id in $(docker ps -aq --filter label=com.docker.compose.project=" + second.getFileName()
                + "-backup); do docker rm -fv $id; done");
        Lab.shell("rm -rf -- '" + second + "' '" + second + "-backup'");
    }

    @AfterAll
    static void close() {
        lab.close();
        Lab.shell("rm -rf -- '" + lab.misskey().directory() + "'/db.*");
    }

    @Test
    void aDirectoryAndABackupFileAreEnough() {
        String rows = lab.rows();
        copyMisskey();
        Path dump = home.resolve("brought.sql.gz");
        Lab.shell("cp '" + lab.dump().path() + "' '" + dump + "'");
        Program.Ended ended = restore(dump);
        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        assertThat(second("web")).isNotEmpty();
        assertThat(fingerprint()).isEqualTo(rows);
        assertThat(Lab.shell("stat -c %a '" + second + "-backup' '" + second + "-backup/secrets/db_password'"))
                .isEqualTo("700\n600");
        assertThat(ended.json()).containsEntry("switched", true);
        Program.Ended setup = Program.run(
                Lab.environment(home, Map.of()),
                "setup",
                "--no-rehearsal",
                "--dir",
                second.toString(),
                "--no-input",
                "--yes",
                "--json");
        assertThat(setup.status()).as(setup.out() + setup.err()).isZero();
    }

    @Test
    void dataThatIsThereIsNotSetAsideUnasked() {
        copyMisskey();
        Lab.shell("cd '" + second + "' && docker compose up -d db redis && docker compose stop db");
        Program.Ended ended = restore(lab.dump().path());
        assertThat(ended.problem()).isEqualTo("recovery-database-down");
        assertThat(second.resolve("db")).exists();
    }

    /** Typed before the restore, as one does on a new server: only the database, or everything. */
    @ParameterizedTest
    @ValueSource(strings = {"db redis", ""})
    void aDatabaseThatRunsAndIsEmptyIsAPlaceToLoadInto(String services) {
        String rows = lab.rows();
        copyMisskey();
        Lab.shell("cd '" + second + "' && docker compose up -d " + services
                + " && until docker compose exec -T db pg_isready -q -h 127.0.0.1; do :; done");

        Program.Ended ended = restore(lab.dump().path());

        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        assertThat(second("web")).isNotEmpty();
        assertThat(fingerprint()).isEqualTo(rows);
        assertThat(LostServer.aside(ended)).as("nothing is deleted").isNotEmptyDirectory();
        assertThat(ended.json()).doesNotContainKey("offline_seconds");
        assertThat(restore(lab.dump().path()).problem())
                .as("now it holds something")
                .isEqualTo("recovery-set-up-first");
    }

    @Test
    void anImageThatIsNotThereIsNamedWithItsCommand() {
        copyMisskey();
        String other = "16".equals(System.getenv("HIKAE_LAB_PG_MAJOR")) ? "17" : "16";
        Lab.shell("sed -i 's|image: postgres:.*|image: postgres:" + other + "-alpine|' '" + second + "/compose.yml'");
        Program.Ended ended = restore(lab.dump().path());
        assertThat(ended.problem()).isEqualTo("recovery-image-missing");
        assertThat(ended.out()).contains("docker pull ").contains(":" + other + "-alpine");
    }

    @Test
    void withoutMisskeysFilesTheirCopiesAreNamedAndLaidOut() {
        String rows = lab.rows();
        lab.misskey().burn();
        String[] words = {
            "restore", "--lost-cluster", "--confirm", lab.misskey().fact("HOST")
        };
        Program.Ended refused = lab.tried(words);
        assertThat(refused.json().get("problems")).isEqualTo(List.of("recovery-misskey-kept"));
        assertThat(String.valueOf(refused.json().get("copies"))).contains(".config/docker.env", "compose.yml");
        Path archive = Path.of(Lab.shell("ls '" + lab.misskey().backup() + "'/instance/*.tar | tail -n 1"));
        Lab.shell("mkdir -p '" + lab.misskey().directory() + "' && tar -xpf '" + archive + "' -C '"
                + lab.misskey().directory() + "'");
        lab.hikae(words);
        lab.misskey().awaitWeb();
        assertThat(lab.rows()).isEqualTo(rows);
    }

    /** What an administrator copies to a new server; another directory is another Compose project. */
    private void copyMisskey() {
        String from = lab.misskey().directory().toString();
        Lab.shell("mkdir '" + second + "' && cp -a '" + from + "/.config' '" + from + "/compose.yml' '" + second + "'");
    }

    private Program.Ended restore(Path dump) {
        List<String> words = new ArrayList<>(List.of("restore", dump.toString(), "--dir", second.toString()));
        words.addAll(List.of("--confirm", lab.misskey().fact("HOST"), "--no-input", "--yes", "--json"));
        return Program.run(Lab.environment(home, Map.of()), words.toArray(String[]::new));
    }

    private String second(String service) {
        return Lab.docker(
                "ps",
                "-q",
                "--filter",
                "label=com.docker.compose.project=" + second.getFileName(),
                "--filter",
                "label=com.docker.compose.service=" + service);
    }

    private String fingerprint() {
        return lab.misskey().fingerprintOf(second("db"), lab.misskey().fact("DB_NAME"));
    }
}
