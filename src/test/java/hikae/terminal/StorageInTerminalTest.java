package hikae.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.storage.FakeR2;
import hikae.storage.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Object storage from the menu of the installed program, with an R2 that verifies signatures behind its proxy. */
@Tag("terminal")
class StorageInTerminalTest {
    private static final String PASTED = " \"https://" + FakeR2.HOST + "/misskey\"\n";

    @TempDir
    Path home;

    private FakeR2 r2;

    @BeforeEach
    void start() throws IOException {
        r2 = FakeR2.usual();
        Path config = Files.createDirectories(home.resolve("misskey/.config"));
        Files.writeString(
                config.resolve("default.yml"), "url: https://social.example.com/\ndb:\n  host: db\n  db: m\n");
        Files.writeString(config.resolve("docker.env"), "POSTGRES_PASSWORD=x\nPOSTGRES_USER=m\nPOSTGRES_DB=m\n");
        Files.writeString(home.resolve("misskey/compose.yml"), """
                services:
                  web: {image: misskey/misskey, networks: [internal_network]}
                  db: {image: postgres:15-alpine, env_file: [.config/docker.env], networks: [internal_network]}
                networks: {internal_network: {internal: true}}
                """);
    }

    @AfterEach
    void stop() {
        assertThat(r2.objects()).isEmpty();
        r2.close();
    }

    /** The installed program with its Java, which trusts the R2 of the tests. */
    private String program() throws IOException {
        Path installed =
                Path.of(Installed.program()).toRealPath().resolve("../..").normalize();
        Path copy = Files.createDirectories(home.resolve("program/bin")).getParent();
        Files.copy(installed.resolve("bin/hikae"), copy.resolve("bin/hikae"));
        for (String name : List.of("hikae.jar", "lib", "native", "options")) {
            Files.createSymbolicLink(copy.resolve(name), installed.resolve(name));
        }
        Path real = installed.resolve("java").toRealPath();
        Path java = Files.createDirectories(copy.resolve("java/bin")).resolve("java");
        Files.writeString(
                java,
                "#!/bin/sh\nexec " + real + "/bin/java -Djavax.net.ssl.trustStore=" + TestCertificate.file()
                        + " -Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD + " \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return copy.resolve("bin/hikae").toString();
    }

    private Map<String, String> environment(String locale) throws IOException {
        Map<String, String> environment = new HashMap<>(Installed.environment(home, locale));
        environment.put("https_proxy", r2.proxy());
        environment.put("HISTFILE", "/dev/null"); // the shell writes it when its terminal has gone, into this home
        environment.put("DOCKER_HOST", "unix://" + home + "/no-docker");
        return environment;
    }

    @ParameterizedTest
    @CsvSource({
        "en_US.UTF-8, What do you want to do?, | Cloudflare R2, | Object storage, part of the endpoint, | Does it work?,"
                + " No database dump lies, a apply, The values for Misskey are written down",
        "ja_JP.UTF-8, 何をしますか?, | Cloudflare R2, | オブジェクトストレージ, 付いていたので、分けました, | 動作の確認," + " ダンプはありません, a 適用, 値を書き出しました",
    })
    void fourPastedValuesGiveProof(ArgumentsAccessor words) throws IOException, InterruptedException {
        try (Tmux tmux = Tmux.open(80, 24, environment(words.getString(0)))) {
            tmux.type(program() + " --dir " + home + "/misskey; echo done-$?");
            tmux.await(words.getString(1));
            tmux.text("2");
            tmux.await(words.getString(2));
            tmux.key("Enter");
            tmux.await(words.getString(3));
            tmux.paste(PASTED);
            assertThat(tmux.await(words.getString(4))).contains("[misskey ");
            tmux.key("Tab", "Tab", "Tab");
            tmux.paste("AWS_ACCESS_KEY_ID=" + FakeR2.KEY_ID);
            tmux.await("[" + FakeR2.KEY_ID + " ");
            tmux.key("Tab");
            tmux.paste("'" + FakeR2.SECRET + "'\n");
            tmux.await("***");
            tmux.key("Tab", "Tab");
            assertThat(tmux.await("**" + FakeR2.SECRET.substring(60))).doesNotContain(FakeR2.SECRET.substring(50));
            tmux.paste("https://media.example.com/");
            tmux.await("media.example.com");
            tmux.key("Enter");
            enterUntil(tmux, words.getString(5));
            tmux.key("Enter");
            assertThat(tmux.await(words.getString(6))).contains("Base URL: https://media.example.com");
            tmux.key("Enter");
            tmux.await(words.getString(7));
            tmux.text("a");
            assertThat(tmux.await(words.getString(8))).contains("https://media.example.com");
            tmux.key("Enter");
            tmux.await("done-0");
        }
        Path backup = home.resolve("misskey-backup");
        assertThat(backup.resolve("checklist.md")).content().contains("https://media.example.com");
        assertThat(backup.resolve("secrets")).doesNotExist();
        assertThat(holding(FakeR2.SECRET)).isEmpty();
    }

    @Test
    void aKillInTheMiddleLeavesAnObjectThatTheNextStartRemoves() throws IOException, InterruptedException {
        Path secret = home.resolve("r2.txt");
        Files.writeString(secret, FakeR2.SECRET);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(
                home.resolve("answers.yml"),
                "r2_endpoint: %s\nr2_bucket: misskey\nr2_access_key_id: %s\nr2_public_url: media.example.com\n"
                                .formatted(FakeR2.HOST, FakeR2.KEY_ID)
                        + "r2_secret_file: " + secret + "\n");
        r2.tunnel().behave("media.example.com", "silent");
        String command = program() + " storage --no-input --yes --dir " + home + "/misskey --answers " + home
                + "/answers.yml; echo done-$?";
        try (Tmux tmux = Tmux.open(80, 24, environment("en_US.UTF-8"))) {
            tmux.type(command);
            tmux.await(
                    screen -> r2.seen().stream()
                                    .filter(s -> s.method().equals("PUT"))
                                    .count()
                            == 2,
                    "the object");
            assertThat(isInArguments(FakeR2.SECRET)).isFalse();
            new ProcessBuilder("pkill", "-KILL", "-f", "trustStore=" + TestCertificate.file())
                    .start()
                    .waitFor();
            tmux.await("done-137");
            assertThat(r2.objects()).hasSize(1);
            r2.tunnel().behave("media.example.com", "");
            tmux.type("clear; " + command);
            tmux.await("Base URL");
            tmux.await("done-0");
        }
        assertThat(r2.objects()).isEmpty();
        assertThat(holding(FakeR2.SECRET))
                .containsExactlyInAnyOrder(secret, home.resolve("misskey-backup/secrets/r2_secret_access_key"));
    }

    /** The files under the home, records and crash output included, that hold this text. */
    private List<Path> holding(String text) throws IOException {
        List<Path> holding = new ArrayList<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    holding.add(file);
                }
            }
        }
        return holding;
    }

    /** Whether any process was started with this text, as everybody on a server can see it. */
    private static boolean isInArguments(String text) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .anyMatch(line -> line.contains(text));
    }

    private static void enterUntil(Tmux tmux, String shown) throws IOException, InterruptedException {
        tmux.await(screen -> screen.contains("[ok]") || screen.contains("[OK]") || screen.contains(shown), "a check");
        if (!tmux.screen().contains(shown)) {
            tmux.key("Enter");
        }
        tmux.await(shown);
    }
}
