package hikae.backup;

import hikae.host.Docker;
import hikae.host.Files;
import hikae.text.ProblemException;
import hikae.text.Template;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The hook by which the image itself, which runs the schedule without us, makes no backup of a database that has lost
 * its data. What it compares with is a note among the dumps: nowhere else can a scheduled backup write.
 */
public final class ScheduleGuard {
    /** In the backup directory. */
    public static final String FILE = "hikae/hook";

    /** How compose.yml names it. */
    static final String SOURCE = "./" + FILE;

    /** In the container: one file beside the image's own hook, which a mount over the directory would hide. */
    static final String TARGET = "/hooks/50-hikae";

    /** In the directory of the dumps, and none by its name. */
    static final String NOTE = "hikae-rows";

    /** How its line in the container's log begins. */
    public static final String SAYS = "hikae: the database has shrunk";

    private ScheduleGuard() {}

    /** The hook. */
    public static byte[] file() {
        return Template.named("hook.sh")
                .fill(Map.of("ROWS", Template.text("rows.sql").strip()))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a compose file gives it to the backup container. */
    public static boolean isIn(PresentBackup backup) {
        ServiceDetail.Mount mount = backup.detail().mounted().get(TARGET);
        return mount != null && mount.source().equals(SOURCE);
    }

    /** Whether a container has it. */
    public static boolean isIn(Docker.Container container) {
        return container.mounts().stream().anyMatch(mount -> mount.target().equals(TARGET));
    }

    /**
     * After a restore another database has the name: what the one before held is no measure for it.
     *
     * @param now what it holds; empty where it cannot be asked, then the next backup is compared with nothing
     */
    public static void measure(Files files, Path backups, Optional<Rows> now) {
        String text = now.map(Rows::printed).orElse("");
        try {
            files.replace(backups.resolve(NOTE), text.getBytes(StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            return; // a backup that is held back says how to let it through
        }
    }
}
