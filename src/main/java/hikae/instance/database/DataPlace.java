package hikae.instance.database;

import hikae.host.ComposeProject;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.compose.ComposeDirectory;
import hikae.instance.compose.ComposeModel;
import hikae.instance.compose.ComposeService;
import hikae.instance.compose.ImageName;
import hikae.text.ProblemException;
import hikae.text.Secret;
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

    /** Where Docker keeps volumes, unless its configuration says otherwise. */
    private static final String VOLUMES = "/var/lib/docker/volumes/";

    /** From this version on the image has a directory for each version. */
    private static final int OWN_DIRECTORY = 18;

    /** Whether it is a volume without a name: a container that is recreated gets another one. */
    public boolean isNameless() {
        return volume && (source.isEmpty() || Docker.Mount.isNameless(source));
    }

    /** As a container has it; empty where its data is in no mount. */
    public static Optional<DataPlace> of(Docker.Container database) {
        return mount(database).map(mount -> {
            boolean volume = mount.type().equals("volume");
            return new DataPlace(
                    volume, volume ? mount.name() : mount.source(), inside(mount.target(), cluster(database)));
        });
    }

    /** The mount of a container that holds the cluster: of several the deepest, for it covers the others. */
    public static Optional<Docker.Mount> mount(Docker.Container database) {
        String cluster = cluster(database);
        return database.mounts().stream()
                .filter(mount ->
                        holds(mount.target(), cluster) || mount.target().startsWith(ROOT))
                .max(Comparator.comparing((Docker.Mount mount) -> holds(mount.target(), cluster))
                        .thenComparing(mount -> mount.target().length()));
    }

    private static String cluster(Docker.Container database) {
        return Optional.ofNullable(database.env().get(VARIABLE))
                .map(Secret::reveal)
                .orElse(USUAL);
    }

    /** The same as a mount of a container would be; empty for a volume that has no name yet. */
    public Optional<Docker.Mount> asMount() {
        String path = volume ? VOLUMES + source + "/_data" : source;
        return source.isEmpty()
                ? Optional.empty()
                : Optional.of(new Docker.Mount(volume ? "volume" : "bind", volume ? source : "", path, ""));
    }

    /**
     * As Compose understands a project; empty where it declares none or cannot be read.
     *
     * @param project with the files it is started with
     * @param database the service of its database
     */
    public static Optional<DataPlace> of(Host host, ComposeProject project, String database) {
        try {
            ComposeModel model = ComposeDirectory.model(host, project);
            String name =
                    project.name().orElseGet(() -> ComposeDirectory.projectName(host, project.directory(), model));
            return model.service(database).flatMap(one -> declared(one, model, name));
        } catch (ProblemException e) {
            return Optional.empty(); // who needs it asks otherwise, or says that it is not known
        }
    }

    /** What no mount covers goes into the volume without a name that the image itself declares. */
    public static Optional<DataPlace> declared(ComposeService database, ComposeModel model, String project) {
        String cluster = cluster(database);
        int major = database.image().flatMap(ImageName::major).orElse(0);
        String own = major >= OWN_DIRECTORY ? ROOT : USUAL;
        Optional<ComposeService.Mount> holding = database.mounts().stream()
                .filter(mount -> holds(mount.target(), cluster))
                .max(Comparator.comparing(mount -> mount.target().length()));
        boolean covered =
                holding.filter(mount -> mount.target().length() >= own.length()).isPresent();
        if (major > 0 && holds(own, cluster) && !covered) {
            return Optional.of(new DataPlace(true, "", inside(own, cluster)));
        }
        return holding.map(mount -> new DataPlace(
                mount.isVolume(),
                mount.isVolume() && !mount.source().isEmpty()
                        ? model.volumeName(mount.source(), project)
                        : mount.source(),
                inside(mount.target(), cluster)));
    }

    private static String cluster(ComposeService service) {
        int major = service.image().flatMap(ImageName::major).orElse(0);
        return service.value(VARIABLE)
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
