package hikae.setup;

import hikae.backup.BackupSettings;
import hikae.host.Docker;
import hikae.text.Secret;
import java.util.Optional;

/**
 * What the operator wants, as the planner needs it.
 *
 * @param settings everything the backup service is
 * @param password the database's password; empty keeps the file there is
 * @param data where the database's container keeps its data, for RECOVERY.md
 * @param storage object storage for media; empty when it was left for later
 */
record Wanted(
        BackupSettings settings,
        Optional<Secret> password,
        Optional<StorageAnswers> storage,
        Optional<Docker.Mount> data) {}
