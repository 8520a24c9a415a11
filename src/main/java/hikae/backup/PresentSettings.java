package hikae.backup;

import hikae.schedule.Retention;
import hikae.text.ProblemException;
import java.util.Map;
import java.util.TreeMap;

/** Reads settings back from a present compose.yml; its labels say which Misskey it belongs to. */
final class PresentSettings {
    private static final String PORT = "5432";

    private PresentSettings() {}

    static BackupSettings of(Present present) {
        PresentBackup backup =
                present.backup().orElseThrow(() -> ProblemException.of("setup-missing", present.directory()));
        BackupSettings.Misskey misskey = misskey(backup.labels());
        misskey.useTyped(); // whatever is said next is about this one
        return new BackupSettings(
                present.directory().toString(),
                present.project(),
                value(backup, ComposeKey.IMAGE),
                database(backup),
                new BackupSettings.Timing(
                        value(backup, ComposeKey.SCHEDULE), value(backup, ComposeKey.ZONE), keep(backup)),
                misskey,
                present.unit());
    }

    private static BackupSettings.Database database(PresentBackup backup) {
        return new BackupSettings.Database(
                value(backup, ComposeKey.NETWORK),
                value(backup, ComposeKey.HOST),
                Integer.parseInt(backup.value(ComposeKey.PORT).orElse(PORT)),
                value(backup, ComposeKey.DATABASE),
                value(backup, ComposeKey.USER),
                BackupImage.major(value(backup, ComposeKey.IMAGE)).orElse(0));
    }

    private static Retention keep(PresentBackup backup) {
        return new Retention(
                Retention.days(value(backup, ComposeKey.KEEP_DAYS)),
                Retention.weeks(value(backup, ComposeKey.KEEP_WEEKS)),
                Retention.months(value(backup, ComposeKey.KEEP_MONTHS)));
    }

    private static BackupSettings.Misskey misskey(Map<String, String> labels) {
        String directory = labels.getOrDefault("hikae.misskey.directory", "");
        BackupSettings.Misskey usual = new BackupSettings.Misskey(
                labels.getOrDefault("hikae.instance", directory),
                directory,
                labels.getOrDefault("hikae.misskey.project", ""),
                labels.getOrDefault("hikae.misskey.db", "db"),
                labels.getOrDefault("hikae.misskey.web", "web"));
        Map<String, String> unusual = new TreeMap<>();
        labels.forEach((key, value) -> unusual.put(key.replaceFirst("^hikae\\.misskey\\.", ""), value));
        return MisskeyLabels.with(usual, unusual);
    }

    private static String value(PresentBackup backup, ComposeKey key) {
        return backup.value(key).orElseThrow(() -> ProblemException.of("compose-value-missing", key.name()));
    }
}
