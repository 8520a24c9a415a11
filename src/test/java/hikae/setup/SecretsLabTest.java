package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.Arguments;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.lab.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two secrets that occur nowhere else go through every run there is: they are only where they may be (P6). */
@Tag("lab")
class SecretsLabTest {
    private static final String PASSWORD = "canary-e5b1c07d4f";
    private static final String TYPED = "canary-typed-77aa90";
    private static final String R2_SECRET = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";

    /** What must be seen of a start, or nothing was looked at. */
    private static final String STARTING = " up -d --no-deps";

    private static final int PROBLEM = 3;

    private static LabInstance misskey;

    @TempDir
    Path home;

    private final StringBuilder said = new StringBuilder();

    @BeforeAll
    static void start() {
        misskey = LabInstance.plain("--password", PASSWORD);
    }

    @AfterAll
    static void stop() {
        misskey.close();
    }

    @Test
    void theyAreOnlyInTheirOwnFiles() throws IOException {
        Arguments arguments = Arguments.watch(STARTING, PASSWORD, TYPED, R2_SECRET);
        try (arguments) {
            run(0, setUp("", "--dry-run"));
            run(0, setUp(""));
            run(0, setUp("", "--json"));
            misskey.password(TYPED);
            run(PROBLEM, setUp(""));
            run(0, setUp("password_file: " + secret("typed", TYPED), "--lang", "ja"));
            run(0, List.of("schedule", "30 3 * * *", "--no-input", "--yes"));
        }
        assertThat(arguments.seen()).containsExactly(STARTING);
        assertThat(said.toString()).contains("db_password").doesNotContain(PASSWORD, TYPED, R2_SECRET);

        Map<Path, byte[]> files = new HashMap<>(Tree.contents(misskey.backup()));
        files.putAll(Tree.contents(home));
        List<Path> allowed = List.of(
                misskey.backup().resolve("secrets/db_password"),
                misskey.backup().resolve("secrets/r2_secret_access_key"),
                home.resolve("typed"),
                home.resolve("r2"));
        files.forEach((path, bytes) -> {
            boolean copy = path.toString().matches(".*/instance/[0-9-]+\\.tar");
            if (allowed.contains(path) || copy) {
                assertThat(modes(path)).as("%s", path).isEqualTo("rw-------");
            } else {
                assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                        .as("%s", path)
                        .doesNotContain(PASSWORD, TYPED, R2_SECRET);
            }
        });
        assertThat(misskey.backup().resolve("secrets/db_password")).hasContent(TYPED);
        assertThat(misskey.backup().resolve("secrets/r2_secret_access_key")).hasContent(R2_SECRET);

        String id = misskey.backupContainer();
        assertThat(Lab.docker("inspect", id)).contains("POSTGRES_PASSWORD_FILE").doesNotContain(PASSWORD, TYPED);
        assertThat(Lab.docker("logs", id)).doesNotContain(PASSWORD, TYPED);
    }

    /** A setup with a bucket and these answers more. */
    private List<String> setUp(String answer, String... more) throws IOException {
        String text = """
                r2_endpoint: https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com
                r2_bucket: media
                r2_access_key_id: 0123456789abcdef0123456789abcdef
                r2_public_url: https://media.example.com
                r2_secret_file: %s
                r2_check: no
                %s
                """.formatted(secret("r2", R2_SECRET), answer);
        Path answers = Files.writeString(home.resolve("answers.yml"), text);
        List<String> all = new ArrayList<>(
                List.of("setup", "--no-rehearsal", "--no-input", "--yes", "--answers", answers.toString()));
        all.addAll(List.of(more));
        return all;
    }

    private Path secret(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }

    private void run(int status, List<String> arguments) {
        Program.Ended ended = Program.run(Lab.environment(home, Map.of()), arguments.toArray(String[]::new));
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo(status);
        said.append(ended.out()).append(ended.err());
    }

    private static String modes(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new AssertionError(path.toString(), e);
        }
    }
}
