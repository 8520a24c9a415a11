package hikae.backup.compose;

import hikae.backup.settings.BackupSettings;
import hikae.backup.settings.MisskeyLabels;
import hikae.instance.yaml.YamlNode;
import hikae.instance.yaml.YamlTree;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Finds the backup service in a compose file and reads it. */
public final class ComposeReading {
    private final YamlTree tree;
    private final YamlNode root;
    private final String service;
    private final YamlNode node;
    private final Map<ComposeKey, String> values = new EnumMap<>(ComposeKey.class);
    private final List<Problem> problems = new ArrayList<>();

    private ComposeReading(YamlTree tree, String service) {
        this.tree = tree;
        this.root = tree.root();
        this.service = service;
        this.node = tree.at("services", service).orElseThrow();
    }

    /**
     * The service as the file says.
     *
     * @throws ProblemException if there is no backup service in it
     */
    public static PresentService read(YamlTree tree) {
        return new ComposeReading(tree, service(tree)).present();
    }

    /**
     * The service's name: the one with our label, else the one of our name, else the only one of this image.
     *
     * @throws ProblemException if there is none, or several of this image
     */
    static String service(YamlTree tree) {
        YamlNode services = tree.at("services").orElse(tree.root());
        List<String> ours = named(services, value -> MisskeyLabels.isOurs(labels(value)));
        List<String> byImage = named(services, ComposeReading::hasBackupImage);
        if (ours.size() == 1) {
            return ours.get(0);
        }
        if (tree.at("services", BackupSettings.SERVICE).isPresent()) {
            return BackupSettings.SERVICE;
        }
        if (byImage.size() == 1) {
            return byImage.get(0);
        }
        throw byImage.isEmpty()
                ? ProblemException.of("compose-no-backup-service", services.place())
                : ProblemException.of("compose-many-backup-services", services.place(), String.join(", ", byImage));
    }

    private static List<String> named(YamlNode services, Predicate<YamlNode> wanted) {
        return services.keys().stream()
                .filter(name -> services.at(name).filter(wanted).isPresent())
                .toList();
    }

    static boolean hasBackupImage(YamlNode service) {
        return service.text("image")
                .filter(image -> image.contains("postgres-backup-local"))
                .isPresent();
    }

    private PresentService present() {
        node.at("image").ifPresent(image -> image.text().ifPresent(raw -> keep(ComposeKey.IMAGE, raw, image)));
        Map<String, ComposeVariable> variables = ComposeVariable.all(node);
        for (ComposeKey key : ComposeKey.values()) {
            key.variable()
                    .map(variables::get)
                    .ifPresent(found -> found.value().ifPresent(raw -> keep(key, raw, found.node())));
        }
        network();
        Optional<Integer> password = Optional.ofNullable(variables.get(ComposeVariable.PASSWORD))
                .map(found -> found.node().place().line());
        return new PresentService(service, values, labels(node), password, problems, DetailReading.of(tree, node));
    }

    private void keep(ComposeKey key, String raw, YamlNode at) {
        ComposeScalar.dollarsHalved(raw)
                .ifPresentOrElse(
                        text -> values.put(key, text),
                        () -> problems.add(Problem.of("compose-variable", at.place(), key.shown())));
    }

    /** The real name of the one network from outside that the service joins. */
    private void network() {
        List<ComposeNetwork> joined = ComposeNetwork.joined(root, node);
        if (joined.size() == 1) {
            keep(ComposeKey.NETWORK, joined.get(0).realName(), joined.get(0).place());
        } else if (joined.size() > 1) {
            problems.add(Problem.of("compose-many-networks", node.place(), joined.size()));
        }
    }

    /** Our labels, in map or list form. */
    private static Map<String, String> labels(YamlNode service) {
        Map<String, String> labels = new TreeMap<>();
        service.at("labels").ifPresent(node -> {
            node.keys().forEach(key -> node.text(key).ifPresent(raw -> label(labels, key, raw)));
            node.items().stream().flatMap(item -> item.text().stream()).forEach(item -> {
                int equals = item.indexOf('=');
                label(labels, equals < 0 ? item : item.substring(0, equals), item.substring(equals + 1));
            });
        });
        return labels;
    }

    private static void label(Map<String, String> labels, String key, String raw) {
        if (key.startsWith("hikae.")) {
            ComposeScalar.dollarsHalved(raw).ifPresent(value -> labels.put(key, value));
        }
    }
}
