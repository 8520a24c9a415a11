package hikae.setup;

import hikae.backup.compose.ServiceDetail;
import hikae.backup.home.BackupDirectories;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupDirectoryReader;
import hikae.backup.home.ForeignBackups;
import hikae.backup.settings.BackupLayout;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.NetworkChoice;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Backup services there are already, ours and those made by hand.
 *
 * @param ours with our label
 * @param byHand containers without it
 * @param files directories with a service made by hand, by the directory of their Misskey
 * @param instances every Misskey of this host
 */
record Places(BackupDirectories ours, ForeignBackups byHand, Map<Path, Path> files, List<Instance> instances) {
    /** Names people give to such a directory beside Misskey's. */
    private static final List<String> USUAL = List.of("misskey-backup", "misskey_backup", "db-backup", "backup");

    Places {
        files = Map.copyOf(files);
        instances = List.copyOf(instances);
    }

    /** Looks for them; only at files where Docker does not answer. */
    static Places look(Host host, boolean docker, List<Instance> instances) {
        Map<Path, Path> files = new HashMap<>();
        for (Instance instance : instances) {
            beside(instance)
                    .filter(path -> isByHandOf(instance, host, path))
                    .findFirst()
                    .ifPresent(path -> files.put(instance.directory(), path));
        }
        return docker
                ? new Places(BackupDirectories.look(host), ForeignBackups.look(host), files, instances)
                : new Places(new BackupDirectories(List.of()), new ForeignBackups(List.of()), files, instances);
    }

    /** The directory of a service made by hand that has a compose file of its own, by its container. */
    Optional<Path> running(Instance instance) {
        return byHand.of(instance).outside(instance).directory();
    }

    /** The same by its files. */
    Optional<Path> lying(Instance instance) {
        return Optional.ofNullable(files.get(instance.directory()));
    }

    /** Whether one of these networks is another Misskey's and none is of this one. */
    boolean isAnothers(List<ServiceDetail.Value> networks, Instance instance) {
        return networks.stream().noneMatch(one -> isOf(instance, one.text()))
                && instances.stream()
                        .filter(other -> !other.directory().equals(instance.directory()))
                        .anyMatch(other -> networks.stream().anyMatch(one -> isOf(other, one.text())));
    }

    private static boolean isOf(Instance instance, String network) {
        return instance.networks().stream().map(NetworkChoice::name).anyMatch(network::equals);
    }

    private static Stream<Path> beside(Instance instance) {
        return Stream.concat(
                Stream.of(BackupLayout.beside(instance.directory())),
                USUAL.stream().map(instance.directory()::resolveSibling));
    }

    private static boolean isByHandOf(Instance instance, Host host, Path path) {
        try {
            BackupDirectory directory = new BackupDirectoryReader(host, false).readAny(path, "");
            return directory.isByHand()
                    && directory.backup().orElseThrow().detail().joined().stream()
                            .anyMatch(network -> isOf(instance, network.text()));
        } catch (ProblemException e) {
            return false;
        }
    }
}
