package hikae.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** The status with three real faults, from the menu of the installed program in a real terminal. */
@Tag("terminal")
class StatusInTerminalTest {
    @TempDir
    Path home;

    private static LabInstance misskey;

    @BeforeAll
    static void startMisskey() {
        misskey = LabInstance.plain();
    }

    @AfterAll
    static void removeMisskey() {
        misskey.close();
    }

    @BeforeEach
    void setUpAndBreak() {
        misskey.setUpOnce(() -> Lab.shell(command("setup --no-input --yes") + " 2>&1"));
        Lab.docker("stop", "-t", "1", misskey.backupContainer());
        Lab.shell("cd '" + misskey.backup() + "' && chmod 755 . && truncate -s 3000 backups/last/*-2*.sql.gz");
    }

    @AfterEach
    void forget() {
        misskey.forgetBackup();
    }

    @ParameterizedTest
    @CsvSource({
        "en_US.UTF-8, What do you want to do?, Check that, 3 things need you, Close files, Make the backup container,"
                + " Move damaged, Make a backup now, a apply, | Backup made, All is well",
        "ja_JP.UTF-8, 何をしますか?, 状態を確認する, 対応が必要な点が3件, ほかのユーザーが, バックアップコンテナを作り直す, 壊れたダンプを,"
                + " 今すぐバックアップ, a 適用, | バックアップを取りました, 問題はありません",
    })
    void eachFaultIsMendedFromItsRow(ArgumentsAccessor words) throws IOException, InterruptedException {
        String review = words.getString(8);
        try (Tmux tmux = Tmux.open(80, 24, environment(words.getString(0)))) {
            tmux.type(program() + place());
            tmux.await(words.getString(1));
            choose(tmux, words.getString(2));
            tmux.await(words.getString(3));
            for (int row = 4; row <= 6; row++) {
                String mended = words.getString(row);
                choose(tmux, mended);
                tmux.await(review);
                tmux.text("a");
                tmux.await(
                        screen -> screen.contains(words.getString(7)) && !screen.contains(mended),
                        "the faults without " + mended);
            }
            choose(tmux, words.getString(7));
            tmux.await(review);
            tmux.text("a");
            tmux.await(words.getString(9));
            tmux.key("Enter");
            tmux.await(words.getString(10));
            tmux.key("Enter");
            tmux.await(words.getString(1));
        }
        assertThat(misskey.backup().resolve("backups/rejected")).isNotEmptyDirectory();
        assertThat(Lab.shell(command("status --quiet") + " 2>&1")).isEmpty();
    }

    @Test
    void theCommandPrintsAndEndsOnATerminal() throws IOException, InterruptedException {
        try (Tmux tmux = Tmux.open(100, 50, environment("en_US.UTF-8"))) {
            tmux.type(program() + " status" + place() + "; echo status-$?");
            String screen = tmux.await("status-5");
            assertThat(screen).contains("3 things need you.", "[NG] The backup container", "ready>");
        }
    }

    /** Presses the number in front of a row. */
    private static void choose(Tmux tmux, String row) throws IOException, InterruptedException {
        String screen = tmux.await(row);
        tmux.text(screen.lines()
                .filter(line -> line.contains(row))
                .map(line -> line.replaceFirst("^\\D*(\\d).*", "$1"))
                .findFirst()
                .orElseThrow());
    }

    private String place() {
        return " --backup-dir '" + misskey.backup() + "' --dir '" + misskey.directory() + "'";
    }

    private String command(String arguments) {
        return "HOME='" + home + "' LANG=en_US.UTF-8 XDG_STATE_HOME= XDG_CONFIG_HOME= " + program() + " " + arguments
                + place() + " </dev/null";
    }

    private Map<String, String> environment(String locale) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", home.toString());
        environment.put("LANG", locale);
        environment.put("LC_ALL", "");
        environment.put("XDG_STATE_HOME", home + "/state");
        environment.put("XDG_CONFIG_HOME", home + "/config");
        for (String name : List.of("DOCKER_HOST", "DOCKER_CONFIG", "PATH")) {
            environment.put(name, System.getenv(name));
        }
        return environment;
    }

    private static String program() {
        String program = System.getenv("HIKAE_PROGRAM");
        assertThat(program).as("HIKAE_PROGRAM names the installed program").isNotBlank();
        return program;
    }
}
