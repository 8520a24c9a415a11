package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.EngineOf25;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.lab.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same promises with docker-compose 1.29, whose labels, names and ways to fail are others. */
@Tag("lab")
class ComposeOneLabTest {
    private static final Map<String, String> OLD = Lab.compose("v1");

    private static LabInstance misskey;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        misskey = LabInstance.plain("--compose", "v1", "--database", "Mis-Key_2", "--user", "Mk-User.1");
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
    void findsSetsUpAndChangesNothingTheSecondTime() {
        flow().setUp();
        assertThat(Lab.docker(
                        "inspect",
                        "-f",
                        "{{index .Config.Labels \"com.docker.compose.version\"}}",
                        misskey.backupContainer()))
                .startsWith("1.29");
        new Armed(misskey).assertSo("0 4 * * *");
        Map<String, String> files = Tree.of(misskey.backup());
        String containers = Lab.containers(misskey.project() + "-backup");
        Program.Ended again = flow().hikae("setup", "--no-rehearsal", "--no-input", "--yes", "--json");
        assertThat(again.json()).containsEntry("changed", false);
        assertThat(Tree.of(misskey.backup())).isEqualTo(files);
        assertThat(Lab.containers(misskey.project() + "-backup")).isEqualTo(containers);
    }

    @Test
    void anotherScheduleMakesOneContainerAnew() {
        flow().setUp();
        String theirs = Lab.containers(misskey.project());
        String ours = misskey.backupContainer();
        Program.Ended ended = flow().hikae("schedule", "30 3 * * *", "--no-input", "--yes");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.err())
                .contains("docker-compose rm -s -f db-backup && docker-compose up -d --no-deps db-backup");
        assertThat(Lab.containers(misskey.project())).isEqualTo(theirs);
        assertThat(misskey.backupContainer()).isNotEqualTo(ours);
        new Armed(misskey).assertSo("30 3 * * *");
    }

    @Test
    void onAnEngineOf25AChangedServiceIsMadeAnewToo() throws IOException {
        try (EngineOf25 engine = EngineOf25.in(home)) {
            Map<String, String> variables = new HashMap<>(OLD);
            variables.put("DOCKER_HOST", engine.address());
            LabFlow flow = new LabFlow(Lab.environment(home, variables));
            flow.setUp();
            String before = misskey.backupContainer();
            assertThat(plainUp(engine)).contains("KeyError: 'ContainerConfig'");
            flow.setUp(); // what that has left
            String mended = misskey.backupContainer();
            Program.Ended ended = flow.hikae("schedule", "30 3 * * *", "--no-input", "--yes");
            assertThat(ended.status()).as(ended.err()).isZero();
            assertThat(List.of(before, mended)).doesNotContain(misskey.backupContainer());
            new Armed(misskey).assertSo("30 3 * * *");
        }
    }

    /** What Compose 1 does there by itself when a service has changed. */
    private static String plainUp(EngineOf25 engine) {
        return Lab.shell("export PATH='" + OLD.get("PATH") + "' DOCKER_HOST='" + engine.address() + "'; cd '"
                + misskey.backup() + "'; ! docker-compose up -d --force-recreate 2>&1");
    }

    @Test
    void aServiceLeftOnANetworkThatIsGoneIsMadeAnew() {
        flow().setUp();
        String stale = misskey.backupContainer();
        Lab.docker("stop", stale);
        old("down");
        old("up -d");
        flow().setUp();
        assertThat(misskey.backupContainer()).isNotEqualTo(stale);
        new Armed(misskey).assertSo("0 4 * * *");
    }

    @Test
    void adoptsAServiceThatWasMadeByHand() throws IOException {
        Files.createDirectories(misskey.backup());
        Files.writeString(misskey.backup().resolve("compose.yml"), ByHandService.compose(misskey));
        String path = "export PATH='" + OLD.get("PATH") + "'; cd '" + misskey.backup() + "'; ";
        Lab.shell(path + "docker-compose up -d && docker-compose exec -T db-backup /backup.sh");
        String before = misskey.backupContainer();
        Path answers = Files.writeString(home.resolve("answers.yml"), "adopt: yes\n");
        Program.Ended ended =
                flow().hikae("setup", "--no-rehearsal", "--no-input", "--yes", "--answers", answers.toString());
        assertThat(ended.status()).as(ended.err()).isZero();
        String after = misskey.backupContainer();
        assertThat(after).isNotEqualTo(before);
        new Armed(misskey).assertSo("0 4 * * *");
        Program.Ended again = flow().hikae("setup", "--no-rehearsal", "--no-input", "--yes", "--json");
        assertThat(again.json()).containsEntry("changed", false);
        assertThat(misskey.backupContainer()).isEqualTo(after);
    }

    private static void old(String arguments) {
        String path = "export PATH='" + OLD.get("PATH") + "'; cd '" + misskey.directory() + "'; ";
        Lab.shell(path + "docker-compose " + arguments);
    }

    private LabFlow flow() {
        return new LabFlow(Lab.environment(home, OLD));
    }
}
