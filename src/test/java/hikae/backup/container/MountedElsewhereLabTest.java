package hikae.backup.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.backup.LabBackups;
import hikae.backup.Silent;
import hikae.backup.home.BackupDirectoryReader;
import hikae.host.Host;
import hikae.lab.ChangedHost;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.text.ProblemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Docker looks up, as root, whatever lies at a name at the moment of a start; the owner lays a link there just then. */
@Tag("lab")
class MountedElsewhereLabTest {
    @TempDir
    Path home;

    @Test
    void aServiceThatWasGivenAnotherFileIsStoppedAgain() {
        try (LabInstance misskey = LabInstance.plain()) {
            new LabBackups(misskey, home).setUp();
            Path secret = misskey.backup().resolve("secrets/db_password");
            Lab.shell("chown 12345 '" + misskey.backup() + "' '" + secret.getParent() + "'; echo x > '" + home
                    + "/victim'");
            Host host = Lab.host(home);
            ComposeRisk agreed = new BackupDirectoryReader(host, true)
                    .read(misskey.backup(), "")
                    .risk();
            StartService start = new StartService(misskey.backup(), true, "up", "db-backup", agreed);
            Host swapped = ChangedHost.disturbed(
                    host,
                    at -> Lab.shell("mv '" + secret + "' '" + secret + ".old' && ln -s '" + home + "/victim' '" + secret
                            + "'"));

            assertThatThrownBy(() -> start.run(swapped, new Silent()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessage("service-mount-elsewhere");
            assertThat(running(misskey)).isEqualTo("false");

            Lab.shell("mv '" + secret + ".old' '" + secret + "'");
            start.run(host, new Silent());
            assertThat(running(misskey)).isEqualTo("true");
        }
    }

    private static String running(LabInstance misskey) {
        return Lab.docker("inspect", "-f", "{{.State.Running}}", misskey.backupContainer());
    }
}
