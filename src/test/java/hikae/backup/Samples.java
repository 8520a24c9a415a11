package hikae.backup;

import hikae.backup.settings.BackupImage;
import hikae.backup.settings.BackupSettings;
import hikae.schedule.Retention;
import java.nio.charset.StandardCharsets;

/** Settings and files that tests of this package share. */
public final class Samples {
    private Samples() {}

    public static BackupSettings settings() {
        return settings("misskey", "example-misskey-user", "0 4 * * *");
    }

    public static BackupSettings settings(String database, String user, String schedule) {
        return new BackupSettings(
                "/srv/misskey-backup",
                "misskey-backup",
                BackupImage.matching("postgres:15-alpine", 15),
                new BackupSettings.Database("misskey_internal_network", "db", 5432, database, user, 15),
                new BackupSettings.Timing(schedule, "Asia/Tokyo", new Retention(7, 4, 6)),
                new BackupSettings.Misskey("misskey.example.com", "/srv/misskey", "misskey", "db", "web"));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The problem's id and arguments as one line, for a compact assertion. */
    public static String problem(hikae.text.ProblemException e) {
        return e.problem().id() + " " + e.problem().args();
    }
}
