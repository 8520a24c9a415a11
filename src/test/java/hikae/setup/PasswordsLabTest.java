package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Field;
import hikae.ask.Given;
import hikae.ask.Interview;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.instance.RandomPasswords;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.work.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred passwords that no file format likes: each is proved, written and used by the backup image. */
@Tag("lab")
class PasswordsLabTest {
    private static final int PASSWORDS = 100;
    private static final long SEED = 20251123;

    /** As the image does it: the password from the file, the login over the network. */
    private static final String LOGIN = """
            for directory in /each/*; do
              export PGPASSWORD="$(cat "$directory/secrets/db_password")"
              psql -XAtw -h db -U "${directory##*/}" -d "$1" -c "select current_user" || echo "refused: $directory"
            done
            """;

    private static LabInstance misskey;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        misskey = LabInstance.plain();
    }

    @AfterAll
    static void stop() {
        misskey.close();
    }

    @Test
    void eachIsProvedWrittenByteForByteAndLogsInFromTheBackupImage() throws IOException {
        List<String> passwords = passwords();
        makeRoles(passwords);
        Path each = Files.createDirectory(home.resolve("each"));
        Host host = Lab.host(home);
        List<String> roles = new ArrayList<>();
        for (int i = 0; i < passwords.size(); i++) {
            String role = "role" + i;
            roles.add(role);
            boolean typed = i % 2 == 0;
            writeDefaultYml(role, typed ? "something else" : passwords.get(i));
            EnterOnly face = new EnterOnly().typing(typed ? typing(passwords.get(i)) : interview -> {});
            assertThat(setup(host, face, each.resolve(role)))
                    .as("password %s: %s %s", i, passwords.get(i), face.refusals)
                    .contains(ExitCode.DONE);
            assertThat(Files.readAllBytes(each.resolve(role).resolve("secrets/db_password")))
                    .isEqualTo(passwords.get(i).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(loginsFromTheBackupImage(each).lines()).containsExactlyInAnyOrderElementsOf(roles);
    }

    private static List<String> passwords() {
        RandomPasswords random = new RandomPasswords(SEED);
        List<String> passwords = new ArrayList<>();
        while (passwords.size() < PASSWORDS) {
            passwords.add(random.next());
        }
        return passwords;
    }

    private static void makeRoles(List<String> passwords) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < passwords.size(); i++) {
            String quoted = passwords.get(i).replace("'", "''");
            sql.append("CREATE ROLE role" + i + " SUPERUSER LOGIN PASSWORD '" + quoted + "';\n");
        }
        misskey.sql(sql.toString());
    }

    private static void writeDefaultYml(String role, String password) {
        String before = misskey.read(".config/default.yml");
        String pass = "  pass: '" + password.replace("'", "''") + "'";
        String after = before.lines()
                .map(line -> line.startsWith("  user: ") ? "  user: " + role : line)
                .map(line -> line.startsWith("  pass: ") ? pass : line)
                .reduce("", (all, line) -> all + line + "\n");
        misskey.write(".config/default.yml", after);
    }

    private static Consumer<Interview> typing(String password) {
        return interview -> {
            for (Field<?> field : interview.fields()) {
                if (field.id().equals("password")) {
                    interview.type(field, password);
                }
            }
        };
    }

    private static Optional<ExitCode> setup(Host host, EnterOnly face, Path backup) {
        Map<String, String> answers = Map.of("backup_dir", backup.toString());
        Given given = new Given(answers, true, false, true, false, Optional.empty());
        return new SetupCommand(new Session(host, face, given), false).run();
    }

    private static String loginsFromTheBackupImage(Path each) {
        String image = "prodrigestivill/postgres-backup-local:" + misskey.fact("PG_MAJOR") + "-alpine";
        String mount = each + ":/each:ro";
        List<String> command = List.of(
                "docker",
                "run",
                "--rm",
                "--network",
                misskey.fact("NETWORK"),
                "-v",
                mount,
                "--entrypoint",
                "bash",
                image,
                "-c",
                LOGIN,
                "bash",
                misskey.fact("DB_NAME"));
        return Lab.run(command);
    }
}
