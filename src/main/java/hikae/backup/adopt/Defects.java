package hikae.backup.adopt;

import hikae.backup.compose.ComposeVariable;
import hikae.backup.compose.PresentService;
import hikae.backup.compose.ServiceDetail;
import hikae.backup.home.BackupDirectory;
import hikae.backup.settings.BackupImage;
import hikae.backup.settings.BackupLayout;
import hikae.host.Files;
import hikae.instance.Instance;
import hikae.instance.NetworkChoice;
import hikae.instance.compose.ImageName;
import hikae.instance.yaml.SourceLocation;
import hikae.text.Finding;
import hikae.text.Problem;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is wrong with a backup service as it stands, one by one, each with its place and its consequence; pure.
 * A no: backups are not made, cannot be read back or can be lost. A warning: all else.
 */
public final class Defects {
    private static final int FOR_OTHERS = 077;

    private final BackupDirectory directory;
    private final PresentService backup;
    private final ServiceDetail detail;
    private final Instance instance;
    private final ZonedDateTime now;
    private final List<Finding> found = new ArrayList<>();

    private Defects(BackupDirectory directory, PresentService backup, Instance instance, ZonedDateTime now) {
        this.directory = directory;
        this.backup = backup;
        this.detail = backup.detail();
        this.instance = instance;
        this.now = now;
    }

    /**
     * All of them, the worst kinds first as they stand in a file: what, when, where, who may read it.
     *
     * @param instance the Misskey it is for
     * @param now for schedules that never come
     */
    public static List<Finding> of(BackupDirectory directory, Instance instance, ZonedDateTime now) {
        return directory
                .backup()
                .map(backup -> new Defects(directory, backup, instance, now).look())
                .orElse(List.of());
    }

    private List<Finding> look() {
        image();
        password();
        found.addAll(TimingDefects.of(backup, now));
        host();
        network();
        restart();
        dumps();
        found.addAll(ConfigNotes.of(backup));
        return List.copyOf(found);
    }

    private void image() {
        Optional<ServiceDetail.Value> written = detail.key("image");
        int server = instance.major();
        if (written.isEmpty() || server == 0) {
            return;
        }
        String image = written.get().text();
        Optional<Integer> major = BackupImage.major(image);
        String at = written.get().location().brief();
        if (major.isEmpty()) {
            no(Problem.of("defect-image-untagged", at, image, server));
        } else if (major.get() < server) {
            no(Problem.of("defect-image-older", at, image, server));
        } else if (major.get() > server) {
            no(Problem.of("defect-image-newer", at, image, server));
        } else if (ImageName.isAlpine(image) != isAlpine(server)) {
            warning(Problem.of(
                    "defect-image-family", at, image, instance.database().image()));
        }
    }

    private boolean isAlpine(int server) {
        return ImageName.isAlpine(BackupImage.matching(instance.database().image(), server));
    }

    private void password() {
        Optional<SourceLocation> at = detail.variable(ComposeVariable.PASSWORD).map(ServiceDetail.Value::location);
        int mode = directory.modes().getOrDefault(directory.composeName(), Files.PRIVATE);
        at.ifPresent(location -> {
            no(Problem.of("defect-password", location.brief()));
            if (isOpen(mode)) {
                no(Problem.of("defect-password-open", directory.composeName(), octal(mode)));
            }
        });
        detail.commentedPasswords()
                .forEach(location -> warning(Problem.of("defect-password-comment", location.brief())));
    }

    private void host() {
        String wanted = instance.networks().isEmpty()
                ? instance.database().name()
                : instance.networks().get(0).alias();
        Optional<ServiceDetail.Value> host = detail.variable("POSTGRES_HOST");
        if (host.isEmpty()) {
            if (detail.key("env_file").isEmpty()) {
                no(Problem.of("defect-host-none", detail.location().brief(), wanted));
            }
        } else if (!names().contains(host.get().text())) {
            no(Problem.of(
                    "defect-host", host.get().location().brief(), host.get().text(), wanted));
        }
    }

    /** By which the database answers on its networks. */
    private Set<String> names() {
        Set<String> names = new TreeSet<>(Set.of(instance.database().name()));
        instance.networks().forEach(network -> names.add(network.alias()));
        instance.database().container().ifPresent(container -> {
            names.add(container.name());
            container.networks().forEach(at -> names.addAll(at.aliases()));
        });
        return names;
    }

    private void network() {
        Optional<NetworkChoice> wanted = instance.networks().stream().findFirst();
        if (wanted.isEmpty()) {
            return;
        }
        List<String> all = instance.networks().stream().map(NetworkChoice::name).toList();
        List<ServiceDetail.Value> joined = detail.joined();
        Optional<ServiceDetail.Value> good =
                joined.stream().filter(one -> all.contains(one.text())).findFirst();
        if (joined.isEmpty()) {
            no(Problem.of(
                    "defect-network-none",
                    detail.location().brief(),
                    wanted.get().name()));
        } else if (good.isEmpty()) {
            ServiceDetail.Value first = joined.get(0);
            no(Problem.of(
                    "defect-network",
                    first.location().brief(),
                    first.text(),
                    wanted.get().name()));
        } else if (directory.service().isOnStaleNetwork(good.get().text())) {
            no(Problem.of(
                    "defect-network-stale",
                    good.get().location().brief(),
                    good.get().text()));
        }
    }

    private void restart() {
        Optional<ServiceDetail.Value> restart = detail.key("restart");
        String text = restart.map(ServiceDetail.Value::text).orElse("no");
        String at = restart.map(ServiceDetail.Value::location)
                .orElse(detail.location())
                .brief();
        if (text.equals("always")) {
            warning(Problem.of("defect-restart-always", at));
        } else if (!text.equals(ComposeAdoption.RESTART)) {
            no(Problem.of("defect-restart-none", at));
        }
        if (detail.key("stop_grace_period").isEmpty()) {
            warning(Problem.of("defect-grace", detail.location().brief()));
        }
        if (detail.key("sysctls").isEmpty()) {
            warning(Problem.of("defect-keepalive", detail.location().brief()));
        }
    }

    private void dumps() {
        if (detail.dumps().isEmpty()) {
            no(Problem.of("defect-dumps-in-container", detail.location().brief(), detail.dumpsTarget()));
            return;
        }
        Path dumps = directory.backups();
        Optional<Integer> mode = Optional.ofNullable(directory.modes().get(BackupLayout.DUMPS));
        boolean inside = dumps.startsWith(directory.directory());
        int above = inside ? directory.modes().getOrDefault("", Files.PRIVATE_DIRECTORY) : FOR_OTHERS;
        mode.filter(bits -> isOpen(bits) && isOpen(above))
                .ifPresent(bits -> warning(
                        inside
                                ? Problem.of("defect-dumps-open", dumps, octal(bits))
                                : Problem.of("noted-dumps-open", dumps, octal(bits))));
    }

    private static boolean isOpen(int mode) {
        return (mode & FOR_OTHERS) != 0;
    }

    private static String octal(int mode) {
        return Integer.toOctalString(mode);
    }

    private void no(Problem problem) {
        found.add(Finding.no(problem));
    }

    private void warning(Problem problem) {
        found.add(Finding.warning(problem));
    }
}
