package hikae.recovery;

import hikae.backup.BackupLayout;
import hikae.backup.Present;
import hikae.backup.PresentReader;
import hikae.backup.RecoveryGuide;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.DataPlace;
import hikae.text.Finding;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.work.Progress;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes {@code RECOVERY.md} anew where the data is in another volume than it says: one without a name is another one
 * with every new container, and the next recovery by hand would move the wrong one aside.
 */
final class RenewGuide {
    private RenewGuide() {}

    static void where(Host host, Ground ground, Progress progress) {
        try {
            new Containers(host.docker(), ground.target())
                    .database()
                    .flatMap(DataPlace::mount)
                    .filter(mount -> Docker.Mount.isNameless(mount.name()))
                    .ifPresent(mount -> renew(host, ground, mount, progress));
        } catch (ProblemException e) {
            return; // the restore is done; the next set-up writes it
        }
    }

    private static void renew(Host host, Ground ground, Docker.Mount mount, Progress progress) {
        Present present = new PresentReader(host, true).read(ground.target().home(), "");
        Optional<byte[]> before = present.file(BackupLayout.RECOVERY);
        if (before.isEmpty()) {
            return;
        }
        byte[] after = RecoveryGuide.of(present.settings(), present.upCommand().typed(), Optional.of(mount));
        if (!Arrays.equals(before.get(), after)) {
            host.files().replace(present.directory().resolve(BackupLayout.RECOVERY), after);
            progress.found(Finding.ok(Say.of("recovery.guide-renewed", BackupLayout.RECOVERY)));
        }
    }
}
