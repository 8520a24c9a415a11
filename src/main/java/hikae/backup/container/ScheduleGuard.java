package hikae.backup.container;

import hikae.backup.compose.PresentService;
import hikae.backup.compose.ServiceDetail;
import hikae.backup.settings.BackupLayout;
import hikae.host.Docker;
import hikae.text.Template;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The hook by which the image itself, which runs the schedule without us, makes no backup of a database that has lost
 * its data. What it compares with is a note among the dumps: nowhere else can a scheduled backup write.
 */
public final class ScheduleGuard {
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
    public static boolean isIn(PresentService backup) {
        ServiceDetail.Mount mount = backup.detail().mounted().get(BackupLayout.HOOK_INSIDE);
        return mount != null && mount.source().equals(BackupLayout.source(BackupLayout.HOOK));
    }

    /** Whether a container has it. */
    public static boolean isIn(Docker.Container container) {
        return container.mounts().stream().anyMatch(mount -> mount.target().equals(BackupLayout.HOOK_INSIDE));
    }
}
