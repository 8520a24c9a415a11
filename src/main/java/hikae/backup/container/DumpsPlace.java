package hikae.backup.container;

import hikae.backup.compose.PresentService;
import hikae.backup.compose.ServiceDetail;
import hikae.backup.settings.BackupLayout;
import hikae.host.Docker;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the dumps of a service are on this host.
 *
 * @param path absolute
 * @param docker whether they are in a volume of Docker, which is closed to others already
 */
public record DumpsPlace(Path path, boolean docker) {
    /** A directory of the host as the compose file has it, else what Docker has mounted, else the usual one. */
    public static DumpsPlace of(Path directory, Optional<PresentService> backup, BackupService service) {
        Optional<ServiceDetail.Mount> written =
                backup.flatMap(one -> one.detail().dumps());
        if (written.isEmpty()) {
            return new DumpsPlace(directory.resolve(BackupLayout.DUMPS), false);
        }
        ServiceDetail.Mount dumps = written.get();
        if (dumps.bind() && !dumps.source().startsWith("~")) {
            return new DumpsPlace(directory.resolve(dumps.source()).normalize(), false);
        }
        String target = backup.orElseThrow().detail().dumpsTarget();
        Optional<Path> mounted = service.container().stream()
                .flatMap(container -> container.mounts().stream())
                .filter(mount -> mount.target().equals(target))
                .map(Docker.Mount::source)
                .filter(source -> source.startsWith("/"))
                .map(Path::of)
                .findFirst();
        return new DumpsPlace(mounted.orElse(directory.resolve(BackupLayout.DUMPS)), true);
    }
}
