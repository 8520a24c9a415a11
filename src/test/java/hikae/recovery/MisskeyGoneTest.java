package hikae.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.settings.BackupSettings;
import hikae.demo.DemoHost;
import hikae.host.ComposeProject;
import hikae.host.Files;
import hikae.recovery.run.RestoreTarget;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether Misskey's own files are there is told by those that it was started with, not by what is usual. */
class MisskeyGoneTest {
    private static final Path MISSKEY = Path.of("/srv/mk");

    private final DemoHost host = new DemoHost(Clock.systemUTC());

    @ParameterizedTest
    @CsvSource({"compose.yml, ''", "docker-compose.yaml, ''", ".env, COMPOSE_FILE=prod.yml"})
    void itIsThereByTheRulesOfItsDirectory(String name, String text) {
        write(name, text);

        assertThat(gone(ComposeProject.in(MISSKEY))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"README.md, ''", ".env, TAG=1", ".env, COMPOSE_FILE="})
    void itIsGoneWhereNothingNamesAComposeFile(String name, String text) {
        write(name, text);

        assertThat(gone(ComposeProject.in(MISSKEY))).isTrue();
    }

    @Test
    void itIsThereWhenEveryFileIsThatItWasStartedWith() {
        ComposeProject started = new ComposeProject(
                MISSKEY,
                List.of(MISSKEY.resolve("base.yml"), MISSKEY.resolve("prod.yml")),
                List.of(),
                Optional.of("mk"));
        write("compose.yml", "");
        write("base.yml", "");
        assertThat(gone(started)).isTrue();

        write("prod.yml", "");
        assertThat(gone(started)).isFalse();
    }

    private boolean gone(ComposeProject started) {
        BackupSettings.Misskey misskey =
                new BackupSettings.Misskey("mk.example.com", MISSKEY.toString(), "mk", "db", "web").startedAs(started);
        Path home = Path.of("/srv/mk-backup");
        RestoreTarget target = new RestoreTarget(
                home,
                home.resolve("backups"),
                "mk-backup",
                "prodrigestivill/postgres-backup-local:15",
                misskey,
                new BackupSettings.Database("mk_default", "db", 5432, "misskey", "mk", 15),
                home.resolve("secrets/db_password"));
        return MisskeyGone.look(host, target).isPresent();
    }

    private void write(String name, String text) {
        host.files().write(MISSKEY.resolve(name), (text + "\n").getBytes(UTF_8), Files.PUBLIC);
    }
}
