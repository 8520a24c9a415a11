package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.lab.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad answers on a server where all is set up well: not a byte, a mode, a time or a container is another afterwards. */
@Tag("lab")
class RefusalsLabTest {
    private static final int WRONG_ANSWER = 2;
    private static final int PROBLEM = 3;

    private static LabInstance misskey;

    @TempDir
    Path home;

    @TempDir
    Path place;

    private Map<String, String> before = Map.of();

    @BeforeAll
    static void start(@TempDir Path first) {
        misskey = LabInstance.plain();
        new LabFlow(Lab.environment(first, Map.of())).setUp();
    }

    @AfterAll
    static void stop() {
        misskey.close();
    }

    @BeforeEach
    void look() {
        before = everything();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/..", "/files", "/.config", "/db/new", "/redis/a/b"})
    void aDirectoryThatIsMisskeysIsRefused(String under) {
        assertRefused(PROBLEM, "backup-directory-hopeless", backup(misskey.directory() + under));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/etc", "/tmp", "/opt", "~", "/usr/.."})
    void aDirectoryOfTheSystemIsRefused(String directory) {
        assertRefused(PROBLEM, "backup-directory-hopeless", backup(directory));
    }

    @Test
    void aSecondPlaceForTheSameMisskeyIsRefused() {
        assertRefused(
                PROBLEM,
                "backup-directory-second",
                backup(place.resolve("second").toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "compose.yml, 'services: {db: {image: x}}', backup-directory-foreign",
        "compose.yml, 'services: {db-backup: {image: x}}', backup-directory-foreign",
        "docker-compose.yml, 'services: {}', backup-directory-foreign",
        "compose.yml, 'services: [', yaml-syntax",
        "holiday.jpg, x, backup-directory-in-use"
    })
    void aDirectoryThatIsSomebodysIsRefused(String name, String content, String problem) throws IOException {
        withoutTheirBackup(() -> {
            Files.writeString(place.resolve(name), content);
            before = everything();
            assertRefused(PROBLEM, problem, backup(place.toString()));
        });
    }

    @Test
    void theBackupDirectoryOfAnotherMisskeyIsRefused() throws IOException {
        Path compose = misskey.backup().resolve("compose.yml");
        String ours = LabFlow.read(compose);
        withoutTheirBackup(() -> {
            String label = "hikae.misskey.directory: \"";
            Files.writeString(place.resolve("compose.yml"), ours.replace(label, label + "/other"));
            before = everything();
            assertRefused(PROBLEM, "backup-directory-anothers", backup(place.toString()));
        });
    }

    @Test
    void aFileInTheWayIsRefused() throws IOException {
        withoutTheirBackup(() -> {
            Files.writeString(place.resolve("file"), "x");
            before = everything();
            assertRefused(
                    PROBLEM, "file-not-directory", backup(place.resolve("file").toString()));
            assertRefused(
                    PROBLEM,
                    "file-not-directory",
                    backup(place.resolve("file/below").toString()));
        });
    }

    @ParameterizedTest
    @CsvSource({"'  ', path-empty", "'/srv/a\nb', path-control", "'/srv/\u0000', path-control"})
    void aPathThatIsNoneIsRefused(String path, String problem) {
        assertRefused(WRONG_ANSWER, problem, backup(path));
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertRefused(WRONG_ANSWER, "path-too-long", backup("/srv/" + "控".repeat(90)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 4 * * 7",
                "0 24 * * *",
                "60 4 * * *",
                "0 4-2 * * *",
                "*/0 4 * * *",
                "H 4 * * *",
                "0 4 L * *",
                "0 4 * * 1#2",
                "0 4.5 * * *",
                "0 -1 * * *",
                "0 4 * *",
                "",
                "0 0 4 * * * *",
                "0 4 * * * # note",
                "@reboot",
                "@DAILY",
                "TZ=UTC",
                "CRON_TZ=UTC 0 4 * * *",
                "0 4 30 2 *",
                "@every -1h",
                "* * * * * *",
                "99999999999999999999 4 * * *"
            })
    void aScheduleThatTheSchedulerWouldNotKeepIsRefused(String schedule) {
        assertRefused(WRONG_ANSWER, "schedule-", "schedule", schedule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Asia/Tokio",
                "asia/tokyo",
                "JST",
                "JST-9",
                "UTC+9",
                "+09:00",
                "../../etc/passwd",
                "Asia/Tokyo\u3042"
            })
    void aZoneThatGoDoesNotKnowIsRefused(String zone) {
        assertRefused(WRONG_ANSWER, "zone-", "schedule", "0 4 * * *", "--tz", zone);
    }

    @ParameterizedTest
    @CsvSource({
        "keep_days, 0",
        "keep_days, -1",
        "keep_days, abc",
        "keep_days, 1000000000",
        "keep_weeks, 1.5",
        "keep_months, 99999999999999999999"
    })
    void aRetentionThatDeletesAllOrNothingIsRefused(String key, String value) throws IOException {
        assertRefused(WRONG_ANSWER, "retention-", answers(key + ": '" + value + "'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r2_endpoint|https://dash.cloudflare.com/x|endpoint-",
                "r2_endpoint|https://pub-0123456789abcdef0123456789abcdef.r2.dev|endpoint-r2-dev",
                "r2_endpoint|https://media.example.com|endpoint-not-r2",
                "r2_bucket|Media|bucket-upper-case",
                "r2_bucket|me|bucket-length",
                "r2_bucket|-media|bucket-hyphen",
                "r2_bucket|メディア|bucket-characters",
                "r2_access_key_id|0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef|access-key-is-secret",
                "r2_access_key_id|short|access-key-shape",
                "r2_public_url|https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com|public-url-is-endpoint",
                "r2_public_url|https://localhost/|public-url-name",
                "r2_public_url|MISSKEY|public-url-is-misskey"
            })
    void aBucketThatCannotBeIsRefused(String key, String value, String problem) throws IOException {
        Map<String, String> all = new TreeMap<>(Map.of(
                "r2_endpoint", "https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com",
                "r2_bucket", "media",
                "r2_access_key_id", "0123456789abcdef0123456789abcdef",
                "r2_public_url", "https://media.example.com"));
        all.put(key, value.replace("MISSKEY", "https://" + misskey.fact("HOST")));
        StringBuilder text = new StringBuilder();
        all.forEach((name, said) -> text.append(name + ": '" + said + "'\n"));
        String[] given = answers(text.toString());
        int status = problem.equals("public-url-is-misskey") ? PROBLEM : WRONG_ANSWER;
        assertRefused(status, problem, given);
    }

    @ParameterizedTest
    @CsvSource({
        "0123456789abcdef0123456789abcdef, secret-key-is-id",
        "too short, secret-key-shape",
        "'a\nb', secret-file-lines"
    })
    void aSecretKeyThatCannotBeIsRefusedAlsoFromAFile(String text, String problem) throws IOException {
        Path file = Files.writeString(place.resolve("key"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertRefused(PROBLEM, problem, answers("r2_secret_file: '" + file + "'"));
    }

    @ParameterizedTest
    @CsvSource({
        "network, no_such_network, 3",
        "database, 'a b', 2",
        "database, no_such_database, 3",
        "user, nobody_known, 3",
        "instance_dir, /srv/no-misskey, 3",
        "password_file, /etc/passwd, 3",
        "no_such_key, x, 2"
    })
    void anAnswerThatIsNotSoIsRefused(String key, String value, int status) throws IOException {
        assertRefused(status, "", answers(key + ": '" + value + "'"));
    }

    private String[] answers(String text) throws IOException {
        Path file = Files.writeString(place.resolve("answers.yml"), text + "\n");
        before = everything();
        return new String[] {"setup", "--answers", file.toString()};
    }

    private static String[] backup(String directory) {
        return new String[] {"setup", "--backup-dir", directory};
    }

    private void assertRefused(int status, String problem, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--no-input", "--yes", "--json"));
        Program.Ended ended = Program.run(Lab.environment(home, Map.of()), all.toArray(String[]::new));
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo(status);
        assertThat(ended.problem()).startsWith(problem);
        assertThat(everything()).isEqualTo(before);
    }

    /** All that a refusal must not touch: files of Misskey, its backups and the test, and what Docker has. */
    private Map<String, String> everything() {
        Map<String, String> all = new HashMap<>(Tree.of(misskey.directory().getParent()));
        all.putAll(Tree.of(place));
        all.put("/etc", Tree.state(Path.of("/etc")));
        all.put("/opt", Tree.state(Path.of("/opt")));
        all.put("containers", Lab.docker("ps", "-a", "--no-trunc", "--format", "{{.ID}} {{.Names}} {{.State}}"));
        all.put("networks", Lab.docker("network", "ls", "--no-trunc", "--format", "{{.ID}} {{.Name}}"));
        all.put("volumes", Lab.docker("volume", "ls", "-q"));
        return all;
    }

    private interface Act {
        void run() throws IOException;
    }

    /** While no container says where the backups are, another place may be named. */
    private void withoutTheirBackup(Act act) throws IOException {
        Path away = misskey.directory().resolveSibling("away");
        Lab.docker("rm", "-f", misskey.backupContainer());
        Files.move(misskey.backup(), away);
        try {
            act.run();
        } finally {
            Files.move(away, misskey.backup());
            new LabFlow(Lab.environment(home, Map.of())).setUp();
        }
    }
}
