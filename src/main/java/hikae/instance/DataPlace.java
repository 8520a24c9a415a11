package hikae.instance;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where a database keeps its data.
 *
 * @param volume whether it is a volume; else a directory of the host
 * @param source the volume's name, or the directory's absolute path; empty for a volume that has no name yet
 * @param inside the cluster's own directory below it, such as {@code 18/docker}; empty where it is the place itself
 */
public record DataPlace(boolean volume, String source, String inside) {
    private static final String ROOT = "/var/lib/postgresql";
    private static final String USUAL = ROOT + "/data";
    private static final String VARIABLE = "PGDATA";

    /** From this version on the image has a directory for each version. */
    private static final int OWN_DIRECTORY = 18;

    /** Docker's name for a volume that nobody has named. */
    private static final String NAMELESS = "[0-9a-f]{64}";

    /** Whether it is a volume without a name: a container that is made anew gets another one. */
    public boolean isNameless() {
        return volume && (source.isEmpty() || source.matches(NAMELESS));
    }

    /** As a container has it; empty where its data is in no mount. */
    public static Optional<DataPlace> of(Docker.Container database) {
        String cluster = Optional.ofNullable(database.env().get(VARIABLE))
                .map(Secret::reveal)
                .orElse(USUAL);
        return database.mounts().stream()
                .filter(mount ->
                        holds(mount.target(), cluster) || mount.target().startsWith(ROOT))
                .max(Comparator.comparing((Docker.Mount mount) -> holds(mount.target(), cluster))
                        .thenComparing(mount -> mount.target().length()))
                .map(mount -> {
                    boolean volume = mount.type().equals("volume");
                    return new DataPlace(
                            volume, volume ? mount.name() : mount.source(), inside(mount.target(), cluster));
                });
    }

    /** As the compose file in Misskey's directory declares it; empty where it declares none or cannot be read. */
    public static Optional<DataPlace> of(Host host, Path misskey) {
        try {
            FromFiles files = new FromFiles(host);
            ComposeFile file = files.compose(misskey);
            ProjectName project = files.project(misskey, file);
            return file.databases().stream()
                    .findFirst()
                    .flatMap(database -> database.data().map(mount -> of(mount, database, file, project, misskey)));
        } catch (ProblemException e) {
            return Optional.empty(); // who needs it asks otherwise, or says that it is not known
        }
    }

    private static DataPlace of(
            ComposeService.Mount mount, ComposeService service, ComposeFile file, ProjectName project, Path misskey) {
        String inside = inside(mount.target(), cluster(service));
        if (mount.bind()) {
            return new DataPlace(
                    false, misskey.resolve(mount.source()).normalize().toString(), inside);
        }
        String name = file.volumes().stream()
                .filter(volume -> volume.key().equals(mount.source()))
                .map(volume -> volume.realName(project))
                .findFirst()
                .orElse(mount.source());
        return new DataPlace(true, name, inside);
    }

    private static String cluster(ComposeService service) {
        int major = service.image().flatMap(ImageName::major).orElse(0);
        return Optional.ofNullable(service.environment().get(VARIABLE))
                .map(Secret::reveal)
                .orElse(major >= OWN_DIRECTORY ? ROOT + "/" + major + "/docker" : USUAL);
    }

    private static boolean holds(String target, String cluster) {
        return cluster.equals(target) || cluster.startsWith(target + "/");
    }

    private static String inside(String target, String cluster) {
        return cluster.startsWith(target + "/") ? cluster.substring(target.length() + 1) : "";
    }
}
