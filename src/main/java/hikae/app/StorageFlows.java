package hikae.app;

import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupPlace;
import hikae.backup.settings.BackupLayout;
import hikae.flow.Session;
import hikae.instance.Instance;
import hikae.instance.PathText;
import hikae.instance.find.Discovery;
import hikae.instance.find.InstanceFinder;
import hikae.storage.ChecklistCommand;
import hikae.storage.StorageCheckCommand;
import hikae.storage.StorageCommand;
import hikae.storage.StorageRecord;
import hikae.storage.inventory.InventoryCommand;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The flows of object storage, for the menu and for the commands: which Misskey and which directory they are about. */
record StorageFlows(Session session) {
    /** Sets it up. */
    Optional<ExitCode> storage() {
        return misskey().flatMap(found -> {
            String address = found.known()
                    .flatMap(Instance::address)
                    .or(this::addressOfBackup)
                    .orElse("");
            return new StorageCommand(session, home(), address).run();
        });
    }

    /** As the backup directory says it: also where Docker does not answer. */
    private Optional<String> addressOfBackup() {
        try {
            BackupDirectory directory = new BackupPlace(session.host(), session.given()).present(false);
            return Optional.of(directory.settings().misskey().host());
        } catch (ProblemException e) {
            return Optional.empty(); // the check that needs it says that it could not be made
        }
    }

    /** Finds out why images do not show, or counts. */
    Optional<ExitCode> check(boolean inventory) {
        return misskey().flatMap(found -> {
            Instance misskey = found.known().orElseThrow(() -> new ProblemException(found.why()));
            return inventory
                    ? new InventoryCommand(session, home(), misskey).run()
                    : new StorageCheckCommand(session, home(), misskey).run();
        });
    }

    /** What to enter in Misskey. */
    Optional<ExitCode> checklist(boolean secrets) {
        return misskey().flatMap(found -> new ChecklistCommand(session, home(), found.known(), secrets).run());
    }

    /** By files alone: whether a bucket was set up here. */
    boolean isSetUp() {
        try {
            return session.host()
                    .files()
                    .look(home().resolve(StorageRecord.FILE))
                    .isPresent();
        } catch (ProblemException e) {
            return false; // which directory, the flow itself tells
        }
    }

    private Path home() {
        return new BackupPlace(session.host(), session.given()).directory();
    }

    /** The Misskey whose backup directory this is, and why it is not known. */
    private record Misskey(Optional<Instance> known, Problem why) {}

    /** Nothing when the operator did not wait. */
    private Optional<Misskey> misskey() {
        Path home = home();
        return session.look(Message.of("setup.looking"), () -> found(home));
    }

    private Misskey found(Path home) {
        Optional<Path> named = session.given()
                .answer("instance_dir")
                .map(text -> PathText.parse(text, session.host().environment()));
        Discovery found = new InstanceFinder(session.host()).find(named);
        List<Instance> all = found.instances();
        Optional<Instance> known = all.stream()
                .filter(one -> home.equals(BackupLayout.beside(one.directory())))
                .findFirst()
                .or(() -> all.stream().filter(one -> all.size() == 1).findFirst());
        return new Misskey(known, found.whyNone());
    }
}
