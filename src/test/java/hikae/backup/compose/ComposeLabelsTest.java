package hikae.backup.compose;

import static hikae.backup.Samples.bytes;
import static hikae.backup.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.backup.Samples;
import hikae.backup.settings.BackupSettings;
import hikae.backup.settings.MisskeyLabels;
import hikae.host.ComposeProject;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeLabelsTest {
    private static final String NAME = "/srv/misskey-backup/compose.yml";
    private static final BackupSettings.Misskey USUAL = Samples.settings().misskey();

    private static String belonging(String file, BackupSettings.Misskey misskey) {
        return text(BackupCompose.belonging(bytes(file), NAME, misskey));
    }

    private static Map<String, String> labels(String file) {
        return BackupCompose.read(bytes(file), NAME).labels();
    }

    private static String fresh() {
        return text(BackupCompose.fresh(Samples.settings()));
    }

    private static BackupSettings.Misskey unusual() {
        return new BackupSettings.Misskey(
                "misskey.example.com",
                "/srv/misskey",
                "misskey",
                "db",
                "app",
                List.of("queue", "mail"),
                "/srv/misskey/settings/default.yml",
                new ComposeProject(
                        Path.of("/srv/misskey"),
                        List.of(Path.of("/srv/misskey/prod.yml")),
                        List.of(Path.of("/srv/misskey/prod.env")),
                        Optional.of("misskey")));
    }

    @Test
    void whatIsRightStaysAsItIs() {
        assertThat(belonging(fresh(), USUAL)).isEqualTo(fresh());
    }

    /** As 0.1.0 wrote it where Misskey's service was not called web. */
    @Test
    void aWrongServiceIsMendedAndNothingElseIsTouched() {
        String wrong = fresh().replace("hikae.misskey.web: \"web\"", "hikae.misskey.web: \"db\" # mine");

        assertThat(wrong).isNotEqualTo(fresh());
        assertThat(belonging(wrong, USUAL))
                .isEqualTo(fresh().replace("hikae.misskey.web: \"web\"", "hikae.misskey.web: \"web\" # mine"));
    }

    @Test
    void whatIsUnusualIsAddedAndTakenBackAgain() {
        String added = belonging(fresh(), unusual());
        String back = belonging(added, USUAL);

        assertThat(labels(added))
                .containsEntry("hikae.misskey.web", "app")
                .containsEntry("hikae.misskey.workers", "queue mail")
                .containsEntry("hikae.misskey.settings", "/srv/misskey/settings/default.yml")
                .containsEntry("hikae.misskey.compose-files", "/srv/misskey/prod.yml")
                .containsEntry("hikae.misskey.compose-env-files", "/srv/misskey/prod.env");
        assertThat(labels(back))
                .containsEntry("hikae.misskey.web", "web")
                .containsEntry("hikae.misskey.workers", "")
                .containsEntry("hikae.misskey.settings", "/srv/misskey/.config/default.yml")
                .containsEntry("hikae.misskey.compose-files", "");
        assertThat(belonging(back, USUAL)).isEqualTo(back);
        assertThat(MisskeyLabels.with(USUAL, withoutPrefix(labels(back)))).isEqualTo(USUAL);
    }

    private static Map<String, String> withoutPrefix(Map<String, String> labels) {
        return labels.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        entry -> entry.getKey().replace(MisskeyLabels.PREFIX, ""), Map.Entry::getValue));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    labels:\n      - hikae.role=backup\n      - hikae.misskey.web=db\n      - mine=1\n",
                "    labels:\n      - \"hikae.role=backup\"\n      - \"hikae.misskey.web=db\"\n",
                "    labels: [hikae.role=backup, 'hikae.misskey.web=db']\n",
                "    labels: {hikae.role: backup, hikae.misskey.web: db}\n",
                "    labels:\n      hikae.role: backup\n      hikae.misskey.web: 'db'\n      mine: 1\n"
            })
    void everyFormOfLabelsIsMended(String form) {
        String file = "services:\n  db-backup:\n    image: prodrigestivill/postgres-backup-local:15\n" + form;

        String mended = belonging(file, USUAL);

        assertThat(labels(mended))
                .containsEntry("hikae.misskey.web", "web")
                .containsEntry("hikae.misskey.db", "db")
                .containsEntry("hikae.misskey.directory", "/srv/misskey")
                .containsEntry("hikae.role", "backup");
        assertThat(mended.contains("mine")).isEqualTo(file.contains("mine"));
        assertThat(mended).doesNotContain("web=db", "web: db", "web: 'db'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*shared", "{hikae.misskey.web: &w db, other: *w}"})
    void whatIsSharedWithOthersIsRefusedByPlace(String labels) {
        String file = "x: &shared {hikae.misskey.web: db}\nservices: {db-backup: {image: x, labels: " + labels + "}}\n";

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> belonging(file, USUAL));

        assertThat(refused.problem().id()).isEqualTo("compose-shared-value");
    }

    @Test
    void aLabelWithoutAValueIsRefusedByPlace() {
        String file = "services: {db-backup: {image: x, labels: {hikae.misskey.web: }}}\n";

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> belonging(file, USUAL));

        assertThat(refused.problem().id()).isEqualTo("compose-no-place");
    }
}
