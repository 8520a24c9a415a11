package hikae.setup;

import hikae.backup.adopt.ComposeAdoption;
import hikae.backup.compose.ServiceDetail;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.ForeignBackups;
import hikae.backup.settings.BackupImage;
import hikae.backup.settings.BackupLayout;
import hikae.backup.settings.BackupSettings;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.schedule.Retention;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether a service that was made by hand can be adopted; read-only. */
final class Adoption {
    private static final int SOME_MAJOR = 15;

    private final Host host;
    private final BackupDirectory directory;
    private final Instance instance;
    private final ServiceDetail detail;

    private Adoption(Host host, BackupDirectory directory, Instance instance) {
        this.host = host;
        this.directory = directory;
        this.instance = instance;
        this.detail = directory.backup().orElseThrow().detail();
    }

    /**
     * Refuses what must be put right first, or cannot be adopted at all.
     *
     * @throws ProblemException with file and line where it is the file
     */
    static void refuseHopeless(Host host, BackupDirectory directory, ForeignBackups known, Instance instance) {
        Adoption adoption = new Adoption(host, directory, instance);
        adoption.refuseOtherFiles(known.in(host, directory.directory()));
        adoption.refuseProjectElsewhere(known);
        adoption.refuseLosingDumps();
        adoption.tryIt();
    }

    private void refuseOtherFiles(ForeignBackups here) {
        List<String> files = here.files();
        if (!files.isEmpty() && !files.equals(List.of(directory.composeName()))) {
            throw ProblemException.of(
                    "adopt-other-files", directory.directory(), String.join(", ", files), directory.composeName());
        }
    }

    /** Two directories with one project name take the container from each other. */
    private void refuseProjectElsewhere(ForeignBackups known) {
        known.elsewhere(host, directory.project(), directory.directory()).ifPresent(path -> {
            throw ProblemException.of("adopt-project-elsewhere", directory.project(), path);
        });
    }

    private void refuseLosingDumps() {
        Optional<Docker.Container> container = directory.service().container();
        Path backups = directory.directory().resolve(BackupLayout.DUMPS);
        if (detail.dumps().isEmpty()
                && container.isPresent()
                && host.files().look(backups).isEmpty()) {
            throw ProblemException.of(
                    "adopt-dumps-in-container", container.get().name(), detail.dumpsTarget(), backups);
        }
    }

    /** With values of no weight: where the file is too odd, that is known before the first question about them. */
    private void tryIt() {
        byte[] file = directory.file(directory.composeName()).orElseThrow();
        int major = instance.major() == 0 ? SOME_MAJOR : instance.major();
        String network =
                instance.networks().isEmpty() ? "-" : instance.networks().get(0).name();
        BackupSettings settings = new BackupSettings(
                directory.directory().toString(),
                directory.project(),
                BackupImage.matching(instance.database().image(), major),
                new BackupSettings.Database(network, "db", instance.port(), "misskey", "misskey", major),
                new BackupSettings.Timing("1 2 3 4 5", "Asia/Tokyo", Retention.USUAL),
                new BackupSettings.Misskey("-", "-", "-", "db", "web"),
                directory.unit());
        byte[] unused = ComposeAdoption.apply(file, directory.composeFile().toString(), settings);
    }
}
