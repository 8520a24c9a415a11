package hikae.instance;

import hikae.text.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service as a compose file declares it.
 *
 * @param name its key
 * @param image with variables filled in; absent where it is only built
 * @param envFiles in their order
 * @param environment values of {@code environment:}; they beat every env file
 * @param mounts binds and volumes
 * @param networks the keys of its networks with its further names there
 * @param networkMode such as {@code host}; then it has no networks
 * @param containerName if it is fixed
 * @param place where it begins in the file
 */
public record ComposeService(
        String name,
        Optional<String> image,
        List<EnvFile> envFiles,
        Map<String, Secret> environment,
        List<Mount> mounts,
        Map<String, List<String>> networks,
        Optional<String> networkMode,
        Optional<String> containerName,
        Place place) {
    private static final String DATA = "/var/lib/postgresql";

    /**
     * One entry of {@code env_file}.
     *
     * @param path as written, relative to the compose file
     * @param required whether Compose refuses to start without it
     * @param raw whether it is read literally ({@code format: raw})
     */
    public record EnvFile(String path, boolean required, boolean raw) {}

    /**
     * Where data is.
     *
     * @param source a path as written, or the key of a volume; empty for a volume without name
     * @param target the path in the container
     * @param bind whether the source is a path
     */
    public record Mount(String source, String target, boolean bind) {}

    /** Whether this is a PostgreSQL server: by its image, its variables, or Misskey's env file for it. */
    public boolean isDatabase() {
        String text = image.orElse("");
        boolean byImage = ImageName.isPostgres(text);
        boolean byFile = envFiles.stream().anyMatch(file -> file.path().endsWith("docker.env"));
        boolean built = image.isEmpty() && !name.equals("db");
        boolean other = built || text.contains("misskey") || text.contains("cherrypick");
        boolean byVariables = environment.containsKey(DockerEnv.PASSWORD) || byFile;
        return !ImageName.isBackup(text) && (byImage || (byVariables && !other));
    }

    /** The mount that holds the cluster: PostgreSQL 17 and older have it one level deeper than 18. */
    public Optional<Mount> data() {
        return mounts.stream()
                .filter(mount -> mount.target().equals(DATA) || mount.target().startsWith(DATA + "/"))
                .findFirst();
    }

    /** Every name by which other containers of the project reach it. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(Set.of(name));
        containerName.ifPresent(names::add);
        networks.values().forEach(names::addAll);
        return names;
    }

    /**
     * What {@code key} is in the container: {@code environment:} first, then the last env file that sets it.
     *
     * @param files the contents of {@link #envFiles} as far as they exist, in their order
     */
    public Optional<Secret> value(String key, List<DockerEnv> files) {
        Optional<Secret> found = Optional.ofNullable(environment.get(key));
        for (int i = files.size() - 1; i >= 0 && found.isEmpty(); i--) {
            found = files.get(i).get(key);
        }
        return found;
    }

    /** Name and image; what its variables hold may be secret. */
    @Override
    public String toString() {
        return "ComposeService[" + name + ", " + image.orElse("built") + "]";
    }
}
