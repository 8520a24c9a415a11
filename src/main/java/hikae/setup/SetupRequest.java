package hikae.setup;

import hikae.backup.copies.InstanceKeeping;
import hikae.backup.settings.BackupSettings;
import hikae.host.Docker;
import hikae.storage.StorageAnswers;
import hikae.text.Finding;
import hikae.text.Secret;
import java.util.List;
import java.util.Optional;

/**
 * What the operator wants, as the planner needs it.
 *
 * @param settings everything the backup service is
 * @param password the database's password; empty keeps the file there is
 * @param defects what is wrong with a service made by hand that is to be adopted
 * @param instance Misskey's own files, of which a copy is kept
 * @param data where the database's container keeps its data, for RECOVERY.md
 * @param storage object storage for media; empty when it was left for later
 * @param notes what was noticed about Misskey
 */
record SetupRequest(
        BackupSettings settings,
        Optional<Secret> password,
        Optional<StorageAnswers> storage,
        Optional<Docker.Mount> data,
        List<Finding> defects,
        InstanceKeeping instance,
        List<Finding> notes) {}
