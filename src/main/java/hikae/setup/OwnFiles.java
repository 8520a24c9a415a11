package hikae.setup;

import hikae.backup.adopt.ComposeAdoption;
import hikae.backup.compose.BackupCompose;
import hikae.backup.compose.ProjectEnv;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.RecoveryGuide;
import hikae.backup.settings.BackupLayout;
import hikae.backup.settings.BackupSettings;
import hikae.storage.Checklist;
import hikae.storage.StorageAnswers;
import hikae.text.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The content of every file a setup writes; pure. A file that exists is changed, not written afresh, where people edit it. */
final class OwnFiles {
    private OwnFiles() {}

    /** {@code .gitignore}: nothing in this directory belongs in a repository. */
    static byte[] ignore() {
        return bytes("*\n");
    }

    /** {@code .env} with the Compose project's name. */
    static byte[] env(BackupDirectory directory, String project) {
        String name = directory.directory().resolve(BackupLayout.ENV).toString();
        return ProjectEnv.naming(project, directory.file(BackupLayout.ENV).orElse(new byte[0]), name);
    }

    /** A secret alone, without a line break: the image keeps one that is not a line feed. */
    static byte[] secret(Secret secret) {
        return bytes(secret.reveal());
    }

    /** compose.yml: fresh, or the present one with only the values changed that differ, or adopted. */
    static byte[] compose(BackupDirectory directory, BackupSettings settings) {
        String name = directory.composeFile().toString();
        return directory
                .file(directory.composeName())
                .map(bytes -> directory.isByHand()
                        ? ComposeAdoption.apply(bytes, name, settings)
                        : changed(bytes, name, settings))
                .orElseGet(() -> BackupCompose.fresh(settings));
    }

    /** One of an older Hikae gets what a new one has beside the first value that is changed, not of itself. */
    private static byte[] changed(byte[] bytes, String name, BackupSettings settings) {
        byte[] values = BackupCompose.splice(bytes, name, BackupCompose.values(settings));
        byte[] spliced = BackupCompose.belonging(values, name, settings.misskey());
        return Arrays.equals(spliced, bytes) ? bytes : BackupCompose.walled(spliced, name);
    }

    /** checklist.md: what to enter in Misskey's control panel. */
    static byte[] checklist(SetupRequest wanted) {
        return Checklist.markdown(
                wanted.settings().misskey().host(),
                wanted.settings().directory(),
                wanted.storage().map(StorageAnswers::r2));
    }

    /** RECOVERY.md: this instance's way back by hand. */
    static byte[] recovery(BackupDirectory directory, SetupRequest wanted) {
        return RecoveryGuide.of(wanted.settings(), directory.upCommand().typed(), wanted.data());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
