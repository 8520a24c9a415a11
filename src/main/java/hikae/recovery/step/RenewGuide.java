package hikae.recovery.step;

import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupDirectoryReader;
import hikae.backup.home.RecoveryGuide;
import hikae.backup.settings.BackupLayout;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.database.DataPlace;
import hikae.recovery.run.Containers;
import hikae.recovery.run.RunContext;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Progress;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes {@code RECOVERY.md} again where the data is in another volume than it says: one without a name is another one
 * with every new container, and the next recovery by hand would move the wrong one aside.
 */
final class RenewGuide {
    private RenewGuide() {}

    static void where(Host host, RunContext context, Progress progress) {
        try {
            new Containers(host.docker(), context.target())
                    .database()
                    .flatMap(DataPlace::mount)
                    .filter(mount -> Docker.Mount.isNameless(mount.name()))
                    .ifPresent(mount -> renew(host, context, mount, progress));
        } catch (ProblemException e) {
            return; // the restore is done; the next set-up writes it
        }
    }

    private static void renew(Host host, RunContext context, Docker.Mount mount, Progress progress) {
        BackupDirectory directory =
                new BackupDirectoryReader(host, true).read(context.target().home(), "");
        Optional<byte[]> before = directory.file(BackupLayout.RECOVERY);
        if (before.isEmpty()) {
            return;
        }
        byte[] after =
                RecoveryGuide.of(directory.settings(), directory.upCommand().typed(), Optional.of(mount));
        if (!Arrays.equals(before.get(), after)) {
            host.files().replace(directory.directory().resolve(BackupLayout.RECOVERY), after);
            progress.found(Finding.ok(Message.of("recovery.guide-renewed", BackupLayout.RECOVERY)));
        }
    }
}
