package hikae.status;

import hikae.backup.BackupPlan;
import hikae.backup.container.MoveAside;
import hikae.backup.dumps.Dump;
import hikae.backup.home.BackupDirectory;
import hikae.backup.settings.BackupImage;
import hikae.backup.settings.BackupSettings;
import hikae.host.Files;
import hikae.setup.SetupPlan;
import hikae.status.check.ImageFits;
import hikae.status.check.ModesClosed;
import hikae.status.look.StatusSnapshot;
import hikae.work.MakeDirectory;
import hikae.work.Plan;
import hikae.work.SetMode;
import hikae.work.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns faults into a plan; pure. It is the set-up's own plan with what is seen now, so the same proof ends it.
 *
 * @param status what was seen
 * @param directory the directory and the service as a planner needs them, seen just now
 */
record RepairPlanner(Status status, BackupDirectory directory) {
    /** Faults against which starting the container is not enough. */
    private static final Set<String> FORCED = Set.of(
            "status-network-stale",
            "status-folder-missing",
            "status-folder-another",
            "status-container-silent",
            "backup-restarting");

    /** The image that fits the server; empty where there is none or the server's version is not known. */
    static Optional<String> image(StatusSnapshot snapshot) {
        String present = snapshot.settings().map(BackupSettings::image).orElse("");
        return ImageFits.server(snapshot)
                .filter(BackupImage::isPublishedFor)
                .flatMap(major -> snapshot.instance()
                        .map(instance ->
                                BackupImage.matching(instance.database().image(), major, present)));
    }

    /** What fixes these, in one plan. */
    Plan plan(Set<Repair> wanted) {
        BackupSettings settings = directory.settings();
        if (wanted.contains(Repair.IMAGE)) {
            settings = image(status.snapshot()).map(settings::by).orElse(settings);
        }
        boolean service = wanted.contains(Repair.ANEW) || wanted.contains(Repair.IMAGE);
        var amiss = new SetupPlan.Amiss(first(wanted), service, service && isForced(), last(wanted, settings));
        return SetupPlan.repair(
                directory, settings, amiss, status.snapshot().now().toInstant());
    }

    private List<Step> first(Set<Repair> wanted) {
        List<Step> steps = new ArrayList<>();
        if (wanted.contains(Repair.MODES)) {
            ModesClosed.open(status.snapshot()).forEach(path -> steps.add(new SetMode(path, mode(path))));
        }
        if (wanted.contains(Repair.ANEW) && !status.snapshot().disk().there()) {
            steps.add(new MakeDirectory(directory.backups(), Files.PRIVATE_DIRECTORY));
        }
        return steps;
    }

    /** The container must run: where we may not move what it made, it moves it itself. */
    private List<Step> last(Set<Repair> wanted, BackupSettings settings) {
        List<Step> steps = new ArrayList<>();
        if (wanted.contains(Repair.ASIDE)) {
            status.snapshot().folder().bad().forEach(dump -> steps.add(aside(dump)));
        }
        if (wanted.contains(Repair.BACKUP)) {
            steps.addAll(BackupPlan.makeAndRead(directory, settings));
        }
        return steps;
    }

    private Step aside(Dump dump) {
        return new MoveAside(directory.project(), directory.backups(), dump);
    }

    private int mode(Path path) {
        boolean file = directory
                .files()
                .containsKey(directory.directory().relativize(path).toString());
        return file ? Files.PRIVATE : Files.PRIVATE_DIRECTORY;
    }

    private boolean isForced() {
        return status.reds().stream()
                .flatMap(checked -> checked.finding().problem().stream())
                .anyMatch(problem -> FORCED.contains(problem.id()));
    }
}
