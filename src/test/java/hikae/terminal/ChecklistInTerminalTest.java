package hikae.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checklist of the installed program in a real terminal: ticked, copied, shown outside the screen. */
@Tag("terminal")
class ChecklistInTerminalTest {
    private static final String ENDPOINT = "0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com";
    private static final String SECRET = "a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f90a1b";

    @TempDir
    Path home;

    @BeforeEach
    void setUp() throws IOException {
        Path backup = home.resolve("misskey-backup");
        Files.createDirectories(backup.resolve("hikae"));
        Files.createDirectories(backup.resolve("secrets"));
        Files.writeString(backup.resolve("secrets/r2_secret_access_key"), SECRET);
        Files.writeString(
                backup.resolve("hikae/storage.json"),
                "{\"schema\":1,\"endpoint\":\"" + ENDPOINT + "\",\"bucket\":\"misskey\",\"prefix\":\"\","
                        + "\"access_key_id\":\"11112222333344445555666677778888\",\"public_host\":\"media.example.com\","
                        + "\"base_url\":\"https://media.example.com\",\"base_url_proved\":true,\"secret_kept\":true}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "en_US.UTF-8, Checklist: Misskey settings, done 1/13, was sent to your terminal, Enter goes back",
        "ja_JP.UTF-8, チェックリスト, 完了 1/13, 端末に送りました, Enter で戻ります",
    })
    void u63u64AValueIsCopiedAndAllAreShownOutsideTheScreen(
            String locale, String title, String ticked, String sent, String back)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(Installed.environment(home, locale));
        environment.put("DOCKER_HOST", "unix://" + home + "/no-docker");
        environment.put("HISTFILE", "/dev/null");
        try (Tmux tmux = Tmux.open(80, 24, environment)) {
            tmux.takeClipboard();
            tmux.type(Installed.program() + " checklist --backup-dir " + home + "/misskey-backup; echo done-$?");
            tmux.await(screen -> screen.contains(title) && screen.contains("> [ ]"), "the checklist");
            tmux.text(" ");
            tmux.await(ticked);
            tmux.key("Down", "Down", "Down", "Down");
            tmux.text("y");
            tmux.await(sent);
            tmux.await(screen -> clipboard(tmux).equals(ENDPOINT), "the endpoint in the clipboard");
            tmux.key("Down", "Down", "Down");
            tmux.key("C-r");
            tmux.await(SECRET);
            tmux.text("p");
            assertThat(tmux.await(back))
                    .contains(ENDPOINT, "https://media.example.com")
                    .doesNotContain(SECRET);
            tmux.key("Enter");
            assertThat(tmux.await(ticked)).doesNotContain("done-");
            tmux.key("Escape");
            assertThat(tmux.await("done-0")).doesNotContain(SECRET);
            tmux.type("clear; " + Installed.program() + " checklist --show-secrets --backup-dir " + home
                    + "/misskey-backup");
            assertThat(tmux.await(SECRET)).contains(ENDPOINT);
            tmux.type("clear; " + Installed.program() + " checklist --show-secrets --backup-dir " + home
                    + "/misskey-backup | cat; echo piped-${PIPESTATUS[0]}");
            assertThat(tmux.await("piped-2")).doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en_US.UTF-8, What do you want to do?, Find out why images do not show, does not run., Inventory," + " l log",
        "ja_JP.UTF-8, 何をしますか?, 画像が表示されない原因を調べる, コンテナが動いていません, 照合, l ログ",
    })
    void aBucketThatIsSetUpHasAMenuOfItsOwn(
            String locale, String menu, String row, String toDo, String inventory, String log)
            throws IOException, InterruptedException {
        Files.createDirectories(home.resolve("misskey/.config"));
        Files.writeString(
                home.resolve("misskey/.config/default.yml"),
                "url: https://social.example.com/\ndb: {host: db, db: m}\n");
        Files.writeString(
                home.resolve("misskey/.config/docker.env"), "POSTGRES_PASSWORD=x\nPOSTGRES_USER=m\nPOSTGRES_DB=m\n");
        Files.writeString(home.resolve("misskey/compose.yml"), """
                services:
                  web: {image: misskey/misskey, networks: [internal_network]}
                  db: {image: postgres:15-alpine, env_file: [.config/docker.env], networks: [internal_network]}
                networks: {internal_network: {internal: true}}
                """);
        Map<String, String> environment = new HashMap<>(Installed.environment(home, locale));
        environment.put("DOCKER_HOST", "unix://" + home + "/no-docker");
        environment.put("HISTFILE", "/dev/null");
        try (Tmux tmux = Tmux.open(80, 24, environment)) {
            tmux.type(Installed.program() + " --dir " + home + "/misskey; echo done-$?");
            tmux.await(menu);
            tmux.text("2");
            tmux.await(row);
            tmux.text("1");
            tmux.await("https://media.example.com");
            tmux.key("Escape");
            tmux.await(row);
            tmux.text("2");
            tmux.await(toDo);
            tmux.key("Escape");
            tmux.await(row);
            tmux.text("3");
            assertThat(tmux.await(toDo)).contains(inventory, log);
            tmux.key("Enter");
            tmux.await(row);
            tmux.text("4");
            assertThat(tmux.await("Enter ")).doesNotContain(SECRET);
            tmux.key("Escape");
            tmux.await(row);
            tmux.key("Escape");
            tmux.await(menu);
            tmux.key("C-c", "C-c");
            tmux.await("done-130");
        }
    }

    private static String clipboard(Tmux tmux) {
        try {
            return tmux.clipboard().strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
