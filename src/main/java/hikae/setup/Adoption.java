package hikae.setup;

import hikae.backup.BackupImage;
import hikae.backup.BackupLayout;
import hikae.backup.BackupSettings;
import hikae.backup.ByHand;
import hikae.backup.ComposeAdoption;
import hikae.backup.Present;
import hikae.backup.ServiceDetail;
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
    private final Present present;
    private final Instance instance;
    private final ServiceDetail detail;

    private Adoption(Host host, Present present, Instance instance) {
        this.host = host;
        this.present = present;
        this.instance = instance;
        this.detail = present.backup().orElseThrow().detail();
    }

    /**
     * Refuses what must be put right first, or cannot be adopted at all.
     *
     * @throws ProblemException with file and line where it is the file
     */
    static void refuseHopeless(Host host, Present present, ByHand known, Instance instance) {
        Adoption adoption = new Adoption(host, present, instance);
        adoption.refuseOtherFiles(known.in(host, present.directory()));
        adoption.refuseProjectElsewhere(known);
        adoption.refuseLosingDumps();
        adoption.tryIt();
    }

    private void refuseOtherFiles(ByHand here) {
        List<String> files = here.files();
        if (!files.isEmpty() && !files.equals(List.of(present.composeName()))) {
            throw ProblemException.of(
                    "adopt-other-files", present.directory(), String.join(", ", files), present.composeName());
        }
    }

    /** Two directories with one project name take the container from each other. */
    private void refuseProjectElsewhere(ByHand known) {
        known.elsewhere(host, present.project(), present.directory()).ifPresent(path -> {
            throw ProblemException.of("adopt-project-elsewhere", present.project(), path);
        });
    }

    private void refuseLosingDumps() {
        Optional<Docker.Container> container = present.service().container();
        Path backups = present.directory().resolve(BackupLayout.DUMPS);
        if (detail.dumps().isEmpty()
                && container.isPresent()
                && host.files().look(backups).isEmpty()) {
            throw ProblemException.of(
                    "adopt-dumps-in-container", container.get().name(), detail.dumpsTarget(), backups);
        }
    }

    /** With values of no weight: where the file is too odd, that is known before the first question about them. */
    private void tryIt() {
        byte[] file = present.file(present.composeName()).orElseThrow();
        int major = instance.major() == 0 ? SOME_MAJOR : instance.major();
        String network =
                instance.networks().isEmpty() ? "-" : instance.networks().get(0).name();
        BackupSettings settings = new BackupSettings(
                present.directory().toString(),
                present.project(),
                BackupImage.matching(instance.database().image(), major),
                new BackupSettings.Database(network, "db", instance.port(), "misskey", "misskey", major),
                new BackupSettings.Timing("1 2 3 4 5", "Asia/Tokyo", Retention.USUAL),
                new BackupSettings.Misskey("-", "-", "-", "db", "web"),
                present.unit());
        byte[] unused = ComposeAdoption.apply(file, present.composeFile().toString(), settings);
    }
}
