package hikae.backup.copies;

import hikae.backup.home.BackupDirectory;
import hikae.backup.settings.BackupSettings;
import hikae.host.Host;
import hikae.work.Step;
import java.time.Instant;
import java.util.Optional;

/** Misskey's own files as they stand, and the copies of them that are kept: what a planner compares. */
public final class InstanceKeeping {
    private final InstanceCopies copies;
    private final InstanceFiles files;

    private InstanceKeeping(InstanceCopies copies, InstanceFiles files) {
        this.copies = copies;
        this.files = files;
    }

    /**
     * Looks at both, read-only.
     *
     * @throws hikae.text.ProblemException when the copies cannot be read
     */
    public static InstanceKeeping look(Host host, BackupDirectory directory, BackupSettings.Misskey misskey) {
        return new InstanceKeeping(
                InstanceCopies.read(host.files(), directory.directory()),
                InstanceFiles.read(host, directory.directory(), misskey, directory.docker()));
    }

    /** What keeps a copy of them; empty where the newest holds just these. */
    public Optional<Step> step(Instant now) {
        return KeepInstance.of(copies, files, now);
    }
}
