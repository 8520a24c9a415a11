package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Main;
import hikae.host.OrdinaryUser;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.lab.Tree;
import hikae.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member of the group that may use Docker, and nothing else: no root anywhere. */
@Tag("lab")
class OrdinaryUserLabTest {
    private static final String USER = "hikae-lab";

    private static LabInstance misskey;
    private static Path home;

    @TempDir
    static Path classes;

    private static OrdinaryUser user;

    @BeforeAll
    static void start() throws IOException {
        misskey = LabInstance.plain();
        Lab.shell("src/test/lab/lab user");
        home = Path.of(Lab.shell("getent passwd " + USER + " | cut -d : -f 6"));
        user = OrdinaryUser.in(classes).withLibraries();
    }

    @AfterAll
    static void stop() {
        misskey.close();
    }

    @AfterEach
    void forget() {
        misskey.forgetBackup();
        Lab.shell("rm -rf '" + home + "/backup' '" + home + "/.local'");
    }

    @Test
    void allTheirFilesAreTheirsAlsoAfterTheContainerHasWrittenItsOwn() throws IOException, InterruptedException {
        Path backup = home.resolve("backup");
        assertThat(hikae("setup", "--backup-dir", backup.toString())).containsEntry("exit", 0L);
        new Armed(misskey, backup).assertSo("0 4 * * *");
        int uid = Integer.parseInt(Lab.shell("id -u " + USER));
        for (String path : Tree.withoutDumps(backup)) {
            assertThat(Files.getAttribute(Path.of(path), "unix:uid")).as(path).isEqualTo(uid);
        }

        Lab.docker("exec", misskey.backupContainer(), "/backup.sh");
        Map<String, String> files = Tree.of(backup);
        String container = misskey.backupContainer();
        assertThat(hikae("setup")).containsEntry("changed", false);
        assertThat(Tree.of(backup)).isEqualTo(files);
        assertThat(misskey.backupContainer()).isEqualTo(container);

        assertThat(hikae("schedule", "30 3 * * *", "--backup-dir", backup.toString()))
                .containsEntry("exit", 0L);
        new Armed(misskey, backup).assertSo("30 3 * * *");
    }

    @Test
    void wherePutIsNotAllowedNothingIsChanged() throws IOException, InterruptedException {
        Map<String, String> before = Tree.of(misskey.directory().getParent());
        Map<String, Object> refused = hikae("setup");
        assertThat(refused.get("error")).asString().contains("code=file-denied");
        assertThat(Tree.of(misskey.directory().getParent())).isEqualTo(before);
        assertThat(Lab.containers(misskey.project() + "-backup")).isEmpty();
    }

    /** What the program, started by this user, says in JSON; it says everything else elsewhere. */
    private static Map<String, Object> hikae(String... arguments) throws IOException, InterruptedException {
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--no-input", "--yes", "--json"))
                .toArray(String[]::new);
        String said = user.runAs(USER, Main.class, all);
        return said.lines()
                .filter(line -> line.startsWith("{"))
                .flatMap(line -> Json.object(line).stream())
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError(said));
    }
}
