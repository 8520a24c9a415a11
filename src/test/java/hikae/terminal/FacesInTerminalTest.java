package hikae.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.lab.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same set-up on all three faces of the installed program, each time from nothing. */
@Tag("terminal")
class FacesInTerminalTest {
    private static final String SET_UP = " setup --no-rehearsal";

    @TempDir
    Path home;

    private LabInstance misskey;

    @BeforeEach
    void startMisskey() {
        misskey = LabInstance.plain();
    }

    @AfterEach
    void removeMisskey() {
        misskey.close();
    }

    @Test
    void u68TheFilesOfASetUpAreTheSameToTheByteWhicheverFaceAsked() throws IOException, InterruptedException {
        Map<String, String> full = written(this::inFullScreen);
        Map<String, String> lines = written(this::inLines);
        Map<String, String> alone = written(this::alone);
        assertThat(full).containsKeys("compose.yml", "secrets/db_password", "RECOVERY.md");
        assertThat(lines).isEqualTo(full);
        assertThat(alone).isEqualTo(full);
    }

    private interface Face {
        void setUp(Path state) throws IOException, InterruptedException;
    }

    private void inFullScreen(Path state) throws IOException, InterruptedException {
        try (Tmux tmux = Tmux.open(80, 24, Installed.environment(state, "en_US.UTF-8"))) {
            tmux.type(Installed.program() + SET_UP);
            tmux.await("| Misskey");
            tmux.enterUntil("a apply");
            tmux.key("a");
            tmux.await("| Backups are set up");
        }
    }

    private void inLines(Path state) throws IOException, InterruptedException {
        try (Tmux tmux = Tmux.open(80, 48, Installed.environment(state, "en_US.UTF-8"))) {
            tmux.type(Installed.program() + SET_UP + " --plain; echo ended-$?");
            tmux.await("step 1 of");
            tmux.enterAtQuestionsUntil("Apply? yes, no or <");
            tmux.type("yes");
            tmux.await("ended-0");
        }
    }

    private void alone(Path state) throws IOException, InterruptedException {
        Installed.run(state, 0, "setup", "--no-rehearsal", "--no-input", "--yes");
    }

    /** What a set-up from nothing has written, with its modes: not the dumps, nor the record of when they were made. */
    private Map<String, String> written(Face face) throws IOException, InterruptedException {
        Path state = Files.createTempDirectory(home, "state");
        face.setUp(state);
        Path backup = misskey.backup();
        Map<String, String> all = new TreeMap<>();
        for (String path : Tree.withoutDumps(backup)) {
            Path file = Path.of(path);
            String name = backup.relativize(file).toString().replaceFirst("^instance/\\d{8}-\\d{6}", "instance/TIME");
            if (!name.startsWith("hikae/")) {
                all.put(name, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + content(file));
            }
        }
        assertThat(Lab.docker("inspect", "-f", "{{.State.Running}}", misskey.backupContainer()))
                .isEqualTo("true");
        misskey.forgetBackup();
        return all;
    }

    private static String content(Path file) throws IOException {
        return Files.isDirectory(file) ? "/" : "\n" + Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
