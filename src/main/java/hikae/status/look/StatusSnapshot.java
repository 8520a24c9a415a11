package hikae.status.look;

import hikae.backup.container.ImageRecord;
import hikae.backup.container.ScheduleGuard;
import hikae.backup.container.Shrunk;
import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Dump;
import hikae.backup.home.BackupDirectory;
import hikae.backup.settings.BackupLayout;
import hikae.backup.settings.BackupSettings;
import hikae.host.Docker;
import hikae.instance.Instance;
import hikae.instance.Uploads;
import hikae.recovery.RecoveryHistory;
import hikae.schedule.CronSchedule;
import hikae.schedule.ZoneChoice;
import hikae.text.Problem;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Everything a verdict needs, looked at once.
 *
 * @param now the time, in the zone of the schedule where that is a zone
 * @param directory the backup directory and, where Docker answers, its container
 * @param settings what compose.yml says
 * @param unreadable why compose.yml does not say it all
 * @param engine why Docker does not answer
 * @param instance the Misskey the backups are of
 * @param missing why that was not found
 * @param inside what the container told; empty where it does not run
 * @param lastWords of a container that does not run as it should; empty text else
 * @param folder the dumps, those that are being written left out
 * @param disk where they lie
 * @param recoveries what the records tell of rehearsals and restores
 * @param images the backup image, then and now
 * @param uploads where Misskey puts what is uploaded; empty where that cannot be seen
 * @param down why a database that does not run does not
 * @param hookless why the backup container could not be started with its hook
 */
public record StatusSnapshot(
        ZonedDateTime now,
        BackupDirectory directory,
        Optional<BackupSettings> settings,
        Optional<Problem> unreadable,
        Optional<Problem> engine,
        Optional<Instance> instance,
        Optional<Problem> missing,
        Optional<ContainerProbe> inside,
        String lastWords,
        BackupFolder folder,
        Disk disk,
        RecoveryHistory recoveries,
        Images images,
        Optional<Uploads> uploads,
        Down down,
        Optional<Problem> hookless) {
    private static final int EXECUTABLE = 0111;

    /** Why a database does not serve Misskey. */
    public enum Down {
        /** Nothing more is known. */
        STOPPED,
        /** There is nothing where it keeps its data. */
        GONE,
        /** It runs, and is in no network that Misskey is in. */
        APART
    }

    /**
     * Where the dumps lie.
     *
     * @param there whether the directory exists
     * @param id of its inode, as {@link hikae.host.Files.State} has it; empty text where it does not exist
     * @param free bytes free there
     * @param shared whether Misskey is on the same file system
     */
    public record Disk(boolean there, String id, long free, boolean shared) {
        /** The inode's number alone, as a container sees it, too. */
        String inode() {
            return id.substring(id.indexOf(':') + 1);
        }
    }

    /**
     * The backup image.
     *
     * @param recorded what the service was set up with; empty where that was not noted
     * @param tagged the id of what its name means now; empty where that is not known
     */
    public record Images(Optional<ImageRecord> recorded, Optional<String> tagged) {}

    /** The same with what came of reading this dump. */
    StatusSnapshot with(Dump read) {
        List<Dump> dumps = folder.dumps().stream()
                .map(dump -> dump.state().equals(read.state()) ? read : dump)
                .toList();
        BackupFolder known = folder.with(dumps);
        return new StatusSnapshot(
                now,
                directory,
                settings,
                unreadable,
                engine,
                instance,
                missing,
                inside,
                lastWords,
                known,
                disk,
                recoveries,
                images,
                uploads,
                down,
                hookless);
    }

    /** The backup container, running or not. */
    public Optional<Docker.Container> container() {
        return directory.service().container();
    }

    /** The backup container if it runs. */
    public Optional<Docker.Container> running() {
        return container().filter(Docker.Container::isRunning);
    }

    /** Whether the container was made for a network that is not there any more, or for another one. */
    public boolean isOffNetwork() {
        return isOffNetwork(directory, settings);
    }

    static boolean isOffNetwork(BackupDirectory directory, Optional<BackupSettings> settings) {
        Optional<Docker.Container> container = directory.service().container();
        if (settings.isEmpty() || container.isEmpty()) {
            return false;
        }
        String network = settings.get().database().network();
        String id = directory.service().networkIds().getOrDefault(network, "");
        Optional<Docker.Attachment> attached = container.get().networks().stream()
                .filter(at -> at.network().equals(network))
                .findFirst();
        boolean neverStarted = !container.get().isRunning()
                && attached.filter(at -> at.networkId().isEmpty()).isPresent();
        return !neverStarted && attached.filter(at -> at.networkId().equals(id)).isEmpty();
    }

    /** Whether the database has lost its data; in the middle of a restore that is not asked. */
    public Optional<Shrunk> shrunk() {
        return recoveries.unfinished().isPresent()
                ? Optional.empty()
                : Shrunk.judge(inside.flatMap(ContainerProbe::rows), folder);
    }

    /** Where uploads lie that are in no backup; empty where they are in object storage, or nothing tells. */
    public Optional<String> uploadsNotCopied() {
        return inside.filter(ContainerProbe::filesHere)
                .flatMap(here -> instance)
                .map(Uploads::place);
    }

    /** Whether the image looks at the database before each scheduled backup. */
    public boolean isGuarded() {
        Integer mode = directory.modes().get(BackupLayout.HOOK);
        boolean runs = mode != null && (mode & EXECUTABLE) != 0;
        return runs && container().filter(ScheduleGuard::isIn).isPresent();
    }

    /** Whether the container writes into another directory than the one that is looked at. */
    public boolean isFolderAnother() {
        return inside.map(ContainerProbe::inode)
                .filter(inode -> !inode.isEmpty())
                .filter(inode -> !inode.equals(disk.inode()))
                .isPresent();
    }

    /** Whether a file that the container needs at its start is not there. */
    public boolean lacksPassword() {
        boolean written = directory
                .backup()
                .filter(backup -> backup.passwordLine().isPresent())
                .isPresent();
        return !written && directory.file(BackupLayout.PASSWORD).isEmpty();
    }

    /** The schedule of compose.yml, if it is one. */
    public Optional<CronSchedule> schedule() {
        return settings.flatMap(all -> working(all.timing().schedule()));
    }

    /** The schedule that the container has, which is another where compose.yml was changed since. */
    public Optional<CronSchedule> active() {
        return inside.flatMap(ContainerProbe::scheduler)
                .map(Scheduler::schedule)
                .or(() -> settings.map(all -> all.timing().schedule()))
                .flatMap(this::working);
    }

    private Optional<CronSchedule> working(String text) {
        return CronSchedule.understood(text).filter(one -> one.next(now).isPresent());
    }

    /** The zone, if it is one. */
    public Optional<ZoneChoice> zone() {
        return settings.flatMap(all -> ZoneChoice.understood(all.timing().zone()));
    }

    /** What the container was started with for this variable; empty text where it was not. */
    public String variable(String name) {
        return container()
                .flatMap(one -> Optional.ofNullable(one.env().get(name)))
                .map(value -> value.reveal())
                .orElse("");
    }
}
