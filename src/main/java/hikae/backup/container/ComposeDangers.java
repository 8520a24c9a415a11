package hikae.backup.container;

import static hikae.backup.container.ComposeTree.text;
import static hikae.backup.container.ComposeTree.texts;
import static hikae.text.Json.list;
import static hikae.text.Json.map;

import hikae.backup.compose.ComposeScalar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names what in a compose file gives a container more of this host than a backup needs: whoever may write there could
 * become root by it. What we write ourselves is not among it; pure.
 */
final class ComposeDangers {
    /** What our own file adds again of what it drops. */
    private static final Set<String> OUR_CAPABILITIES = Set.of("DAC_OVERRIDE", "CAP_DAC_OVERRIDE");

    /** The value host, or another's: the container shares it instead of having one of its own. */
    private static final List<String> SHARED = List.of("pid", "ipc", "network_mode", "userns_mode", "uts", "cgroup");

    /** Dangerous by being there, whatever they say. */
    private static final List<String> PRESENT = List.of(
            "build",
            "user",
            "runtime",
            "cgroup_parent",
            "gpus",
            "credential_spec",
            "provider",
            "post_start",
            "pre_stop",
            "use_api_socket",
            "extends");

    /** Each item of such a list is named. */
    private static final List<String> ITEMS = List.of("devices", "device_cgroup_rules", "volumes_from");

    /** Directories of the system itself; a place of dumps is never there. */
    private static final List<String> SYSTEM = List.of(
            "/etc",
            "/root",
            "/proc",
            "/sys",
            "/dev",
            "/boot",
            "/run",
            "/var/run",
            "/usr",
            "/bin",
            "/sbin",
            "/lib",
            "/lib64",
            "/var/lib/docker",
            "/var/spool");

    private static final Set<String> SYSTEM_ROOTS = Set.of("/", "/home", "/var", "/var/lib", "/opt", "/srv", "/mnt");

    private final Path directory;
    private final Optional<Path> dumps;
    private final Set<String> found = new LinkedHashSet<>();

    /**
     * @param directory the backup directory, links resolved
     * @param dumps where an adopted service keeps its dumps outside of it
     */
    ComposeDangers(Path directory, Optional<Path> dumps) {
        this.directory = directory;
        this.dumps = dumps.filter(path -> !isSystem(path));
    }

    /**
     * What stands in a project, as {@code SERVICE: KEY: VALUE}.
     *
     * @param project maps, lists and texts, as written or as Compose understands them
     * @param service the backup service
     */
    List<String> in(Map<String, Object> project, String service) {
        texts(project, "include").forEach(file -> found.add("include: " + file));
        Map<String, Object> services = map(project.get("services"));
        services.keySet().stream()
                .filter(name -> !name.equals(service))
                .forEach(name -> found.add("services: " + name));
        service(service, map(services.get(service)));
        map(project.get("volumes")).forEach((name, volume) -> volume("volumes: " + name, map(volume)));
        for (String kind : List.of("secrets", "configs")) {
            map(project.get(kind)).forEach((name, one) -> file(kind + ": " + name + ": file", map(one)));
        }
        return List.copyOf(found);
    }

    /** Whether other compose files come into this one. */
    static boolean readsOthers(Map<String, Object> project) {
        return isSaid(project.get("include"))
                || map(project.get("services")).values().stream()
                        .anyMatch(service -> isSaid(map(service).get("extends")));
    }

    private void service(String name, Map<String, Object> service) {
        if (isTrue(service.get("privileged"))) {
            add(name, "privileged", "true");
        }
        SHARED.forEach(key -> text(service.get(key))
                .filter(value -> value.equals("host") || value.startsWith("container:") || value.startsWith("service:"))
                .ifPresent(value -> add(name, key, value)));
        PRESENT.stream()
                .filter(key -> isSaid(service.get(key)))
                .forEach(key -> add(name, key, text(service.get(key)).orElse("...")));
        ITEMS.forEach(key -> texts(service, key).forEach(item -> add(name, key, item)));
        texts(service, "cap_add")
                .filter(capability -> !OUR_CAPABILITIES.contains(capability))
                .forEach(capability -> add(name, "cap_add", capability));
        texts(service, "security_opt")
                .filter(option ->
                        option.contains("unconfined") || option.contains("disable") || option.endsWith("false"))
                .forEach(option -> add(name, "security_opt", option));
        texts(service, "env_file").filter(this::isOutside).forEach(file -> add(name, "env_file", file));
        list(service.get("volumes")).forEach(mount -> mount(name, mount));
    }

    private void mount(String service, Object mount) {
        Map<String, Object> fields = map(mount);
        String[] parts = text(mount).orElse("").split(":", -1);
        String type = text(fields.get("type")).orElse(parts[0].matches("[./~$].*") ? "bind" : "volume");
        String source =
                text(fields.get("source")).or(() -> text(fields.get("src"))).orElse(parts[0]);
        boolean alone = fields.isEmpty() && parts.length < 2; // a volume without a name
        if (!alone && type.equals("bind") && isOutside(source)) {
            add(service, "volumes", shown(source));
        }
    }

    /** A volume may be any directory of the host by its driver's options. */
    private void volume(String what, Map<String, Object> volume) {
        text(map(volume.get("driver_opts")).get("device"))
                .filter(this::isOutside)
                .ifPresent(device -> found.add(what + ": device: " + shown(device)));
        text(volume.get("driver"))
                .filter(driver -> !driver.equals("local"))
                .ifPresent(driver -> found.add(what + ": driver: " + driver));
    }

    private void file(String what, Map<String, Object> one) {
        text(one.get("file")).filter(this::isOutside).ifPresent(path -> found.add(what + ": " + shown(path)));
    }

    private void add(String service, String key, String value) {
        found.add(service + ": " + key + ": " + value);
    }

    /** Where it is for this directory, so that both ways of reading name it alike. */
    private String shown(String path) {
        return resolved(path).map(Path::toString).orElse(path);
    }

    /** What is not to be known from the text alone counts as outside. */
    private boolean isOutside(String path) {
        Optional<Path> resolved = resolved(path);
        boolean inside = resolved.filter(one -> one.startsWith(directory)).isPresent();
        return !inside && !(resolved.isPresent() && resolved.equals(dumps));
    }

    /** In a compose file, and in what Compose prints, a dollar stands twice; alone it begins a variable. */
    private Optional<Path> resolved(String path) {
        Optional<String> plain = ComposeScalar.dollarsHalved(path);
        if (path.startsWith("~") || plain.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(directory.resolve(plain.get()).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isSystem(Path path) {
        return SYSTEM_ROOTS.contains(path.toString()) || SYSTEM.stream().anyMatch(path::startsWith);
    }

    private static boolean isTrue(@Nullable Object value) {
        return text(value).filter(said -> !said.matches("(?i)false|no|off|n")).isPresent();
    }

    private static boolean isSaid(@Nullable Object value) {
        return text(value).isPresent() || !map(value).isEmpty() || !list(value).isEmpty();
    }
}
