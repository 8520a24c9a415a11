package hikae.instance.compose;

import hikae.text.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Compose project as Compose itself understands it: every file it reads, every variable filled in. Nothing of
 * Compose's grammar is read by us.
 *
 * @param name the project's name; Compose 1 does not say it
 * @param services by name
 * @param networks those that are used
 * @param volumes those with a name
 * @param secrets by key
 * @param notes what Compose warned of
 * @param refusal why Compose would not start it as it is
 */
public record ComposeModel(
        Optional<String> name,
        List<ComposeService> services,
        List<ComposeResource> networks,
        List<ComposeResource> volumes,
        List<ComposeResource> secrets,
        List<String> notes,
        Optional<String> refusal) {
    public ComposeModel {
        services = List.copyOf(services);
        networks = List.copyOf(networks);
        volumes = List.copyOf(volumes);
        secrets = List.copyOf(secrets);
        notes = List.copyOf(notes);
    }

    /**
     * What Compose warned of. A variable that is not set is not named: it is often a part of a password with a dollar
     * in it.
     */
    public List<Problem> warnings(Path directory) {
        List<Problem> warnings = new ArrayList<>();
        if (notes.stream().anyMatch(ComposeModel::isUnset)) {
            warnings.add(Problem.of("compose-unset", directory));
        }
        notes.stream()
                .filter(words -> !isUnset(words) && !isOfOldKey(words))
                .forEach(words -> warnings.add(Problem.of("compose-warns", directory, words)));
        return warnings;
    }

    private static boolean isUnset(String words) {
        return words.contains("variable is not set");
    }

    /** The key {@code version}, which every Misskey before 2024.7 has. */
    private static boolean isOfOldKey(String words) {
        return words.contains("version") && words.contains("obsolete");
    }

    /** The service of this name. */
    public Optional<ComposeService> service(String wanted) {
        return services.stream().filter(one -> one.name().equals(wanted)).findFirst();
    }

    /** What Docker calls the network of this key. */
    public String networkName(String key, String project) {
        return realName(networks, key, project);
    }

    /** What Docker calls the volume of this key. */
    public String volumeName(String key, String project) {
        return realName(volumes, key, project);
    }

    /** Whether the network of this key has no way outside. */
    public boolean isInternal(String key) {
        return networks.stream().anyMatch(one -> one.key().equals(key) && one.internal());
    }

    private static String realName(List<ComposeResource> among, String key, String project) {
        return among.stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElse(new ComposeResource(key, Optional.empty(), false, false, Optional.empty()))
                .realName(project);
    }
}
