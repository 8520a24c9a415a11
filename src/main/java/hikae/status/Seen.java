package hikae.status;

import hikae.backup.BackupFolder;
import hikae.backup.BackupLayout;
import hikae.backup.BackupSettings;
import hikae.backup.Dump;
import hikae.backup.ImageRecord;
import hikae.backup.Present;
import hikae.backup.ScheduleGuard;
import hikae.backup.Shrunk;
import hikae.host.Docker;
import hikae.instance.Instance;
import hikae.instance.Uploads;
import hikae.recovery.Recoveries;
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
 * @param present the backup directory and, where Docker answers, its container
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
record Seen(
        ZonedDateTime now,
        Present present,
        Optional<BackupSettings> settings,
        Optional<Problem> unreadable,
        Optional<Problem> engine,
        Optional<Instance> instance,
        Optional<Problem> missing,
        Optional<Inside> inside,
        String lastWords,
        BackupFolder folder,
        Disk disk,
        Recoveries recoveries,
        Images images,
        Optional<Uploads> uploads,
        Down down,
        Optional<Problem> hookless) {
    private static final int EXECUTABLE = 0111;

    /** Why a database does not serve Misskey. */
    enum Down {
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
    record Disk(boolean there, String id, long free, boolean shared) {
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
    record Images(Optional<ImageRecord> recorded, Optional<String> tagged) {}

    /** The same with what came of reading this dump. */
    Seen with(Dump read) {
        List<Dump> dumps = folder.dumps().stream()
                .map(dump -> dump.state().equals(read.state()) ? read : dump)
                .toList();
        BackupFolder known = folder.with(dumps);
        return new Seen(
                now,
                present,
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
    Optional<Docker.Container> container() {
        return present.service().container();
    }

    /** The backup container if it runs. */
    Optional<Docker.Container> running() {
        return container().filter(Docker.Container::isRunning);
    }

    /** Whether the container was made for a network that is not there any more, or for another one. */
    boolean isOffNetwork() {
        return isOffNetwork(present, settings);
    }

    static boolean isOffNetwork(Present present, Optional<BackupSettings> settings) {
        Optional<Docker.Container> container = present.service().container();
        if (settings.isEmpty() || container.isEmpty()) {
            return false;
        }
        String network = settings.get().database().network();
        String id = present.service().networkIds().getOrDefault(network, "");
        Optional<Docker.Attachment> attached = container.get().networks().stream()
                .filter(at -> at.network().equals(network))
                .findFirst();
        boolean neverStarted = !container.get().isRunning()
                && attached.filter(at -> at.networkId().isEmpty()).isPresent();
        return !neverStarted && attached.filter(at -> at.networkId().equals(id)).isEmpty();
    }

    /** Whether the database has lost its data; in the middle of a restore that is not asked. */
    Optional<Shrunk> shrunk() {
        return recoveries.unfinished().isPresent()
                ? Optional.empty()
                : Shrunk.judge(inside.flatMap(Inside::rows), folder);
    }

    /** Where uploads lie that are in no backup; empty where they are in object storage, or nothing tells. */
    Optional<String> uploadsNotCopied() {
        return inside.filter(Inside::filesHere).flatMap(here -> instance).map(Uploads::place);
    }

    /** Whether the image looks at the database before each scheduled backup. */
    boolean isGuarded() {
        Integer mode = present.modes().get(BackupLayout.HOOK);
        boolean runs = mode != null && (mode & EXECUTABLE) != 0;
        return runs && container().filter(ScheduleGuard::isIn).isPresent();
    }

    /** Whether the container writes into another directory than the one that is looked at. */
    boolean isFolderAnother() {
        return inside.map(Inside::inode)
                .filter(inode -> !inode.isEmpty())
                .filter(inode -> !inode.equals(disk.inode()))
                .isPresent();
    }

    /** Whether a file that the container needs at its start is not there. */
    boolean lacksPassword() {
        boolean written = present.backup()
                .filter(backup -> backup.passwordLine().isPresent())
                .isPresent();
        return !written && present.file(BackupLayout.PASSWORD).isEmpty();
    }

    /** The schedule of compose.yml, if it is one. */
    Optional<CronSchedule> schedule() {
        return settings.flatMap(all -> working(all.timing().schedule()));
    }

    /** The schedule that the container has, which is another where compose.yml was changed since. */
    Optional<CronSchedule> active() {
        return inside.flatMap(Inside::scheduler)
                .map(Scheduler::schedule)
                .or(() -> settings.map(all -> all.timing().schedule()))
                .flatMap(this::working);
    }

    private Optional<CronSchedule> working(String text) {
        return CronSchedule.understood(text).filter(one -> one.next(now).isPresent());
    }

    /** The zone, if it is one. */
    Optional<ZoneChoice> zone() {
        return settings.flatMap(all -> ZoneChoice.understood(all.timing().zone()));
    }

    /** What the container was started with for this variable; empty text where it was not. */
    String variable(String name) {
        return container()
                .flatMap(one -> Optional.ofNullable(one.env().get(name)))
                .map(value -> value.reveal())
                .orElse("");
    }
}
