package hikae.instance.compose;

import hikae.text.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service of a Compose project, as Compose understands its files or as the engine runs it.
 *
 * @param name its key
 * @param image absent where it is only built
 * @param build the directory it is built from; absent where it is not
 * @param environment what its container gets, as far as it has a value
 * @param mounts binds, volumes and others
 * @param reach how others reach it
 * @param run what it does and needs
 */
public record ComposeService(
        String name,
        Optional<String> image,
        Optional<String> build,
        Map<String, Secret> environment,
        List<Mount> mounts,
        Reach reach,
        Run run) {
    public ComposeService {
        environment = Map.copyOf(environment);
        mounts = List.copyOf(mounts);
    }

    /**
     * Where data is.
     *
     * @param type bind, volume, tmpfs and so on
     * @param source an absolute path, or the key of a volume; empty for a volume without name
     * @param target the path in the container
     */
    public record Mount(String type, String source, String target) {
        public boolean isVolume() {
            return type.equals("volume");
        }
    }

    /**
     * How others reach it.
     *
     * @param networks its networks with its further names there
     * @param mode such as {@code host}; then it has no networks
     * @param container its container's name, if that is fixed
     * @param links names by which this service alone knows others, each with the service it means
     */
    public record Reach(
            Map<String, List<String>> networks,
            Optional<String> mode,
            Optional<String> container,
            Map<String, String> links) {}

    /**
     * What it does and needs.
     *
     * @param command its command and entrypoint, in one line
     * @param health what its health check does, in one line
     * @param needs services that it depends on
     * @param ports those of the container, published or not
     * @param profiles without one of them it is not started
     * @param secrets the keys of its secrets
     */
    public record Run(
            String command,
            String health,
            Set<String> needs,
            Set<Integer> ports,
            List<String> profiles,
            List<String> secrets) {}

    /** A value that is not empty. */
    public Optional<Secret> value(String key) {
        return Optional.ofNullable(environment.get(key))
                .filter(secret -> !secret.reveal().isEmpty());
    }

    /** Every name by which other containers of the project reach it. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(Set.of(name));
        reach.container().ifPresent(names::add);
        reach.networks().values().forEach(names::addAll);
        return names;
    }

    /** What the engine tells of it, and what only its declaration says. */
    public ComposeService declaredAs(ComposeService declared) {
        return new ComposeService(
                name,
                image,
                declared.build(),
                environment,
                mounts,
                new Reach(
                        reach.networks(),
                        declared.reach().mode(),
                        reach.container(),
                        declared.reach().links()),
                declared.run());
    }

    /** Name and image; what its variables hold may be secret. */
    @Override
    public String toString() {
        return "ComposeService[" + name + ", " + image.orElse("built") + "]";
    }
}
