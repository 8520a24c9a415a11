package hikae.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.lab.LabInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of backups as an operator sees it, with one that is no good among the good. */
@Tag("terminal")
class BackupsInTerminalTest {
    @TempDir
    Path home;

    private LabInstance misskey;
    private Path last;

    @BeforeEach
    void makeBackups() throws IOException, InterruptedException {
        misskey = LabInstance.plain();
        Installed.run(home, 0, "setup", "--no-input", "--yes");
        last = misskey.backup().resolve("backups/last");
        Path good = dumps().get(0);
        byte[] whole = Files.readAllBytes(good);
        older("misskey-20260101-040000.sql.gz", Arrays.copyOf(whole, whole.length / 2), 2);
        older("misskey-20260102-040000.sql.gz", whole, 1);
        Installed.run(home, 5, "verify", "--all", "--no-input");
    }

    @AfterEach
    void remove() {
        misskey.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ja_JP.UTF-8, [OK], 途切れています, 別の場所(backups/rejected)に移動する",
        "en_US.UTF-8, [ok], breaks off at byte, Move it aside (backups/rejected)"
    })
    void aBadBackupAmongGoodOnesIsNamedAndMovedAside(String locale, String ok, String reason, String move)
            throws IOException, InterruptedException {
        try (Tmux tmux = Tmux.open(80, 24, Installed.environment(home, locale))) {
            tmux.type(Installed.program() + " backups");
            String screen = tmux.await(reason);
            assertThat(screen).contains("1  " + ok).contains("2  " + ok).contains("3  [NG]");
            tmux.key("3", "Enter");
            tmux.await(move);
            tmux.key("2", "Enter");
            tmux.await("backups/rejected");
            tmux.key("a");
            tmux.await(now -> now.contains("2  " + ok) && !now.contains("[NG]"), "the list without it");
            tmux.key("Escape");
        }
        assertThat(misskey.backup().resolve("backups/rejected/misskey-20260101-040000.sql.gz"))
                .exists();
        assertThat(dumps()).hasSize(2);
    }

    private void older(String name, byte[] content, int hours) throws IOException {
        Path file = Files.write(last.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(hours))));
    }

    private List<Path> dumps() throws IOException {
        try (Stream<Path> all = Files.list(last)) {
            return all.filter(file -> Files.isRegularFile(file) && !Files.isSymbolicLink(file))
                    .sorted()
                    .toList();
        }
    }
}
