package hikae.backup.compose;

import hikae.backup.settings.BackupImage;
import hikae.backup.settings.BackupSettings;
import hikae.backup.settings.MisskeyLabels;
import hikae.schedule.Retention;
import hikae.text.ProblemException;
import java.nio.file.Path;

/** Reads settings back from a present compose.yml; its labels say which Misskey it belongs to. */
public final class BackupDirectorySettings {
    private static final String PORT = "5432";

    private BackupDirectorySettings() {}

    /**
     * What it says.
     *
     * @param directory where the file is
     * @param project the Compose project it is started as
     * @param dumps where its dumps are, absolute
     * @throws ProblemException {@code compose-value-missing} where a value is not set or not to be known
     */
    public static BackupSettings of(PresentService backup, Path directory, String project, Path dumps) {
        BackupSettings.Misskey misskey = MisskeyLabels.misskey(backup.labels());
        misskey.useTyped(); // whatever is said next is about this one
        return new BackupSettings(
                directory.toString(),
                project,
                value(backup, ComposeKey.IMAGE),
                database(backup),
                new BackupSettings.Timing(
                        value(backup, ComposeKey.SCHEDULE), value(backup, ComposeKey.ZONE), keep(backup)),
                misskey,
                new BackupSettings.Unit(backup.service(), dumps.toString()));
    }

    private static BackupSettings.Database database(PresentService backup) {
        return new BackupSettings.Database(
                value(backup, ComposeKey.NETWORK),
                value(backup, ComposeKey.HOST),
                Integer.parseInt(backup.value(ComposeKey.PORT).orElse(PORT)),
                value(backup, ComposeKey.DATABASE),
                value(backup, ComposeKey.USER),
                BackupImage.major(value(backup, ComposeKey.IMAGE)).orElse(0));
    }

    private static Retention keep(PresentService backup) {
        return new Retention(
                Retention.days(value(backup, ComposeKey.KEEP_DAYS)),
                Retention.weeks(value(backup, ComposeKey.KEEP_WEEKS)),
                Retention.months(value(backup, ComposeKey.KEEP_MONTHS)));
    }

    private static String value(PresentService backup, ComposeKey key) {
        return backup.value(key).orElseThrow(() -> ProblemException.of("compose-value-missing", key.name()));
    }
}
