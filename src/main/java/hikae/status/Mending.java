package hikae.status;

import hikae.backup.BackupImage;
import hikae.backup.BackupPlan;
import hikae.backup.BackupSettings;
import hikae.backup.Dump;
import hikae.backup.MoveAside;
import hikae.backup.Present;
import hikae.host.Files;
import hikae.setup.SetupPlan;
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
 * @param present the directory and the service as a planner needs them, seen just now
 */
record Mending(Status status, Present present) {
    /** Faults against which starting the container is not enough. */
    private static final Set<String> FORCED = Set.of(
            "status-network-stale",
            "status-folder-missing",
            "status-folder-another",
            "status-container-silent",
            "backup-restarting");

    /** The image that fits the server; empty where there is none or the server's version is not known. */
    static Optional<String> image(Seen seen) {
        String present = seen.settings().map(BackupSettings::image).orElse("");
        return ImageFits.server(seen)
                .filter(BackupImage::isPublishedFor)
                .flatMap(major -> seen.instance()
                        .map(instance ->
                                BackupImage.matching(instance.database().image(), major, present)));
    }

    /** What mends these, in one plan. */
    Plan plan(Set<Mend> wanted) {
        BackupSettings settings = present.settings();
        if (wanted.contains(Mend.IMAGE)) {
            settings = image(status.seen()).map(settings::by).orElse(settings);
        }
        boolean service = wanted.contains(Mend.ANEW) || wanted.contains(Mend.IMAGE);
        var amiss = new SetupPlan.Amiss(first(wanted), service, service && isForced(), last(wanted, settings));
        return SetupPlan.mend(present, settings, amiss, status.seen().now().toInstant());
    }

    private List<Step> first(Set<Mend> wanted) {
        List<Step> steps = new ArrayList<>();
        if (wanted.contains(Mend.MODES)) {
            ModesClosed.open(status.seen()).forEach(path -> steps.add(new SetMode(path, mode(path))));
        }
        if (wanted.contains(Mend.ANEW) && !status.seen().disk().there()) {
            steps.add(new MakeDirectory(present.backups(), Files.PRIVATE_DIRECTORY));
        }
        return steps;
    }

    /** The container must run: where we may not move what it made, it moves it itself. */
    private List<Step> last(Set<Mend> wanted, BackupSettings settings) {
        List<Step> steps = new ArrayList<>();
        if (wanted.contains(Mend.ASIDE)) {
            status.seen().folder().bad().forEach(dump -> steps.add(aside(dump)));
        }
        if (wanted.contains(Mend.BACKUP)) {
            steps.addAll(BackupPlan.makeAndRead(present, settings));
        }
        return steps;
    }

    private Step aside(Dump dump) {
        return new MoveAside(present.project(), present.backups(), dump);
    }

    private int mode(Path path) {
        boolean file =
                present.files().containsKey(present.directory().relativize(path).toString());
        return file ? Files.PRIVATE : Files.PRIVATE_DIRECTORY;
    }

    private boolean isForced() {
        return status.reds().stream()
                .flatMap(checked -> checked.finding().problem().stream())
                .anyMatch(problem -> FORCED.contains(problem.id()));
    }
}
