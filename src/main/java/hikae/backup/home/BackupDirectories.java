package hikae.backup.home;

import hikae.backup.settings.MisskeyLabels;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Backup services of ours that Docker knows, running or not, by the labels on them.
 *
 * @param services their containers
 */
public record BackupDirectories(List<Docker.Container> services) {
    public BackupDirectories {
        services = List.copyOf(services);
    }

    /** Those of this host; none where Docker does not answer. */
    public static BackupDirectories look(Host host) {
        try {
            return new BackupDirectories(host.docker().containers().stream()
                    .filter(one -> MisskeyLabels.isOurs(one.labels()))
                    .toList());
        } catch (ProblemException e) {
            return new BackupDirectories(List.of());
        }
    }

    /** The directory of this Misskey's service. */
    public Optional<Path> of(Instance instance) {
        String misskey = instance.directory().toString();
        return services.stream()
                .filter(one -> one.label(MisskeyLabels.DIRECTORY)
                        .filter(misskey::equals)
                        .isPresent())
                .flatMap(one -> one.composeDirectory().stream())
                .findFirst();
    }

    /** All directories. */
    public List<Path> all() {
        return services.stream()
                .flatMap(one -> one.composeDirectory().stream())
                .distinct()
                .toList();
    }
}
