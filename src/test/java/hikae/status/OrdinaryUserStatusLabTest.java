package hikae.status;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Main;
import hikae.host.OrdinaryUser;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member of the group that may use Docker, and nothing else; the dumps belong to root. */
@Tag("lab")
class OrdinaryUserStatusLabTest {
    private static final String USER = "hikae-lab";

    private static LabInstance misskey;
    private static Path backup;
    private static OrdinaryUser user;

    @TempDir
    static Path classes;

    @BeforeAll
    static void start() throws IOException {
        misskey = LabInstance.plain();
        Lab.shell("src/test/lab/lab user");
        backup =
                Path.of(Lab.shell("getent passwd " + USER + " | cut -d : -f 6")).resolve("status-backup");
        user = OrdinaryUser.in(classes).withLibraries();
    }

    @AfterAll
    static void stop() {
        misskey.close();
        Lab.shell("rm -rf '" + backup + "'");
    }

    @Test
    void seesEverythingAndMendsWhatRootOwns() throws IOException, InterruptedException {
        String misskeys = misskey.directory().toString();
        assertThat(hikae("setup", "--dir", misskeys, "--yes")).containsEntry("exit", 0L);
        assertThat(hikae("status")).containsEntry("exit", 0L).containsEntry("checks_failed", 0L);
        Lab.docker("stop", "-t", "1", misskey.backupContainer());
        Lab.shell("cd '" + backup + "' && truncate -s 3000 backups/last/*-2*.sql.gz && chmod 755 .");
        assertThat(hikae("status")).containsEntry("exit", 5L).containsEntry("checks_failed", 3L);
        assertThat(hikae("status", "--mend", "--yes")).containsEntry("exit", 0L);
        assertThat(Lab.shell("ls '" + backup + "/backups/rejected'")).endsWith(".sql.gz");
    }

    /** What the program, started by this user, says in JSON. */
    private static Map<String, Object> hikae(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--backup-dir", backup.toString(), "--no-input", "--json"));
        String said = user.runAs(USER, Main.class, all.toArray(String[]::new));
        return said.lines()
                .filter(line -> line.startsWith("{"))
                .flatMap(line -> Json.object(line).stream())
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError(said));
    }
}
