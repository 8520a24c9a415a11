package hikae.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.lab.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The installed program in a real terminal against a real Docker, PostgreSQL and Compose. */
@Tag("terminal")
class SetupInTerminalTest {
    private static final Pattern FIRST_STEP = Pattern.compile(" 1/(\\d+)");

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

    @AfterEach
    void forget() {
        misskey.forgetBackup();
    }

    @ParameterizedTest
    @CsvSource({"ja_JP.UTF-8, 何をしますか?, | バックアップの設定が完了しました", "en_US.UTF-8, What do you want to do?, | Backups are set up"
    })
    void u15EnterAloneAndOneConsentLeadFromTheMenuToARunningService(String locale, String menu, String done)
            throws IOException, InterruptedException {
        try (Tmux tmux = Tmux.open(80, 24, Installed.environment(home, locale))) {
            tmux.type(Installed.program());
            tmux.await(menu);
            tmux.key("Enter");
            pressEnterUntilTheReview(tmux);
            tmux.key("a");
            tmux.await(done);
            String name = backupContainer();
            assertThat(Lab.docker("inspect", "-f", "{{.State.Running}} {{.RestartCount}}", name))
                    .isEqualTo("true 0");
        }
        assertThat(modes(misskey.backup().resolve("secrets/db_password"))).isEqualTo("rw-------");
        assertThat(modes(misskey.backup())).isEqualTo("rwx------");
    }

    @Test
    void u09EscWalksBackWithAllAnswersKept() throws IOException, InterruptedException {
        try (Tmux tmux = Tmux.open(80, 24, Installed.environment(home, "en_US.UTF-8"))) {
            tmux.type(Installed.program() + " setup");
            for (String page : List.of("Misskey", "Backup directory", "Network", "Database")) {
                tmux.enterUntil(title(page));
            }
            tmux.enterUntil(title("Time zone"));
            for (String page : List.of("Database", "Network", "Backup directory", "Misskey")) {
                tmux.key("Escape");
                tmux.await(title(page));
            }
            assertThat(tmux.screen()).contains(misskey.directory().getFileName().toString());
        }
        assertThat(misskey.backup()).doesNotExist();
    }

    @Test
    void aKilledProgramLeavesTheTerminalAsItWas() throws IOException, InterruptedException {
        try (Tmux tmux = Tmux.open(80, 24, Installed.environment(home, "en_US.UTF-8"))) {
            tmux.type("stty -g > " + home + "/before");
            tmux.type(Installed.program());
            tmux.await("What do you want to do?");
            Lab.run(List.of("pkill", "-KILL", "-f", "hikae.farewell=" + home));
            tmux.await("ready>");
            tmux.type("stty -g > " + home + "/after; echo done-$?");
            tmux.await("done-0");
            assertThat(Files.readString(home.resolve("after"))).isEqualTo(Files.readString(home.resolve("before")));
        }
    }

    @Test
    void u17ChangingTheScheduleChangesOneLineAndMakesOneContainerAnew() throws IOException, InterruptedException {
        Installed.run(home, 0, "setup", "--no-input", "--yes");
        Path compose = misskey.backup().resolve("compose.yml");
        String edited = Files.readString(compose).replace("services:", "# my own words\nservices:");
        Files.writeString(compose, edited);
        String misskeyBefore = containers(misskey.fact("PROJECT"));
        String backupBefore = containers(misskey.fact("PROJECT") + "-backup");
        Installed.run(home, 0, "schedule", "30 3 * * *", "--yes");
        assertThat(Files.readString(compose)).isEqualTo(edited.replace("0 4 * * *", "30 3 * * *"));
        assertThat(containers(misskey.fact("PROJECT"))).isEqualTo(misskeyBefore);
        assertThat(containers(misskey.fact("PROJECT") + "-backup")).isNotEqualTo(backupBefore);
        assertThat(Lab.docker("exec", backupContainer(), "curl", "-s", "http://localhost:8080/"))
                .contains("30 3 * * *");
    }

    @Test
    void u17TheSameAgainWritesNothingAndMakesNothingAnew() throws IOException, InterruptedException {
        Installed.run(home, 0, "setup", "--no-input", "--yes");
        Map<String, String> before = Tree.of(misskey.backup());
        String containers = containers(misskey.fact("PROJECT") + "-backup");
        Installed.run(home, 0, "setup", "--no-input", "--yes");
        assertThat(Tree.of(misskey.backup())).isEqualTo(before);
        assertThat(containers(misskey.fact("PROJECT") + "-backup")).isEqualTo(containers);
    }

    private void pressEnterUntilTheReview(Tmux tmux) throws IOException, InterruptedException {
        Matcher first =
                FIRST_STEP.matcher(tmux.await(now -> FIRST_STEP.matcher(now).find(), "the first step"));
        assertThat(first.find()).isTrue();
        int steps = Integer.parseInt(first.group(1));
        tmux.enterUntil(" " + (steps - 1) + "/" + steps); // a page between may come and go between two looks
        assertThat(tmux.screen()).contains("compose.yml");
    }

    private static String title(String page) {
        return "| " + page;
    }

    private String backupContainer() throws IOException, InterruptedException {
        String label = "label=com.docker.compose.project=" + misskey.fact("PROJECT") + "-backup";
        String name = Lab.docker("ps", "--filter", label, "--format", "{{.Names}}");
        assertThat(name).isNotEmpty().doesNotContain("\n");
        return name;
    }

    private static String containers(String project) throws IOException, InterruptedException {
        String label = "label=com.docker.compose.project=" + project;
        return Lab.docker("ps", "-a", "--no-trunc", "--filter", label, "--format", "{{.ID}} {{.Names}}");
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
