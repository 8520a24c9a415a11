package hikae.instance;

import hikae.host.Docker;
import java.util.Optional;
import java.util.stream.Stream;

/** Where Misskey keeps uploads that are in no object storage. */
public final class UploadsPlace {
    /** In its container: {@code /misskey/files}, of CherryPick {@code /cherrypick/files}. */
    private static final String FILES = "/files";

    private UploadsPlace() {}

    /** The directory on this host, or the volume's name; Misskey's usual one where no container tells. */
    public static String of(Instance instance) {
        Stream<Docker.Mount> mounts = instance.web().container().stream().flatMap(one -> one.mounts().stream());
        Optional<Docker.Mount> files =
                mounts.filter(mount -> mount.target().endsWith(FILES)).findFirst();
        return files.map(mount -> mount.type().equals("volume") ? mount.name() : mount.source())
                .orElse(instance.directory() + FILES);
    }
}
