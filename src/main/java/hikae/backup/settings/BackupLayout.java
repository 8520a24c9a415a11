package hikae.backup.settings;

import java.nio.file.Path;
import java.util.List;

/** What stands where in a backup directory, and what the container sees of it: every name once. */
public final class BackupLayout {
    /** The name of a new one; one that was adopted keeps its own. */
    public static final String COMPOSE = "compose.yml";

    public static final String ENV = ".env";
    public static final String IGNORE = ".gitignore";
    public static final String PASSWORD = "secrets/db_password";
    public static final String R2_SECRET = "secrets/r2_secret_access_key";
    public static final String R2_RECORD = "hikae/storage.json";
    public static final String CHECKLIST = "checklist.md";
    public static final String RECOVERY = "RECOVERY.md";

    /** What the image runs before each backup, see {@code ScheduleGuard}. */
    public static final String HOOK = "hikae/hook";

    public static final String SECRETS = "secrets";

    /** The usual place of the dumps; one that was adopted keeps its own. */
    public static final String DUMPS = "backups";

    public static final String INSTANCE = "instance";

    /** Its directories; the first is itself. */
    public static final List<String> DIRECTORIES = List.of("", SECRETS, DUMPS, INSTANCE);

    /** What a backup directory may hold at its top before it is one; dated copies have the same beginning. */
    public static final List<String> OWN = List.of(
            COMPOSE, ENV, IGNORE, CHECKLIST, RECOVERY, SECRETS, DUMPS, "hikae", INSTANCE, "recovery", "lost+found");

    /** Where the password is inside the container. */
    public static final String PASSWORD_INSIDE = "/run/secrets/db_password";

    /** Where the hook is there: one file beside the image's own hook, which a mount over the directory would hide. */
    public static final String HOOK_INSIDE = "/hooks/50-hikae";

    private BackupLayout() {}

    /** Where the backup directory of a Misskey is unless somebody says otherwise. */
    public static Path beside(Path misskey) {
        return Path.of(misskey + "-backup");
    }

    /** How compose.yml names one of them as the source of a mount. */
    public static String source(String name) {
        return "./" + name;
    }
}
