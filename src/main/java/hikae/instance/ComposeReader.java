package hikae.instance;

import hikae.instance.ComposeService.EnvFile;
import hikae.instance.ComposeService.Mount;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.text.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Turns the nodes of a compose file into {@link ComposeFile}; short and long forms become one. */
final class ComposeReader {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]*");

    private final YamlTree tree;
    private final Function<String, Optional<String>> environment;
    private final List<Say> warnings = new ArrayList<>();

    ComposeReader(YamlTree tree, Function<String, Optional<String>> environment) {
        this.tree = tree;
        this.environment = environment;
    }

    ComposeFile read() {
        YamlNode all = tree.at("services")
                .filter(YamlNode::isMapping)
                .orElseThrow(() ->
                        ProblemException.of("compose-no-services", tree.root().place()));
        tree.at("include").ifPresent(node -> warnings.add(Say.of("compose.include", node.place())));
        requireNames(all);
        List<ComposeService> services =
                all.keys().stream().map(key -> service(key, all)).toList();
        List<ComposeResource> networks = new ArrayList<>(resources("networks"));
        boolean onDefault = services.stream().anyMatch(one -> one.networks().containsKey("default"));
        if (onDefault && networks.stream().noneMatch(one -> one.key().equals("default"))) {
            networks.add(new ComposeResource("default", Optional.empty(), false, false));
        }
        return new ComposeFile(
                tree.name(),
                tree.at("name").flatMap(this::text),
                services,
                List.copyOf(networks),
                resources("volumes"),
                List.copyOf(warnings));
    }

    private ComposeService service(String key, YamlNode all) {
        YamlNode node = all.at(key).orElseThrow();
        node.at("extends").ifPresent(other -> warnings.add(Say.of("compose.extends", other.place(), key)));
        return new ComposeService(
                key,
                node.at("image").flatMap(this::text),
                node.at("env_file").map(this::envFiles).orElse(List.of()),
                node.at("environment").map(this::variables).orElse(Map.of()),
                node.at("volumes").map(this::mounts).orElse(List.of()),
                networksOf(node),
                node.at("network_mode").flatMap(this::text),
                node.at("container_name").flatMap(this::text),
                node.place());
    }

    /** A scalar with its variables filled in. */
    private Optional<String> text(YamlNode node) {
        return node.text().map(text -> EnvTemplate.fill(text, environment, node::place));
    }

    private Optional<String> text(YamlNode node, String key) {
        return node.at(key).flatMap(this::text);
    }

    private boolean yes(YamlNode node, String key) {
        return text(node, key).filter("true"::equalsIgnoreCase).isPresent();
    }

    private List<EnvFile> envFiles(YamlNode node) {
        List<YamlNode> all = node.isList() ? node.items() : List.of(node);
        List<EnvFile> files = new ArrayList<>();
        for (YamlNode one : all) {
            boolean optional =
                    text(one, "required").filter("false"::equalsIgnoreCase).isPresent();
            boolean raw = text(one, "format").filter("raw"::equals).isPresent();
            Optional<String> path = one.isMapping() ? text(one, "path") : text(one);
            path.ifPresent(text -> files.add(new EnvFile(text, !optional, raw)));
        }
        return List.copyOf(files);
    }

    /** Both forms of {@code environment:}; a name without a value comes from Compose's own environment. */
    private Map<String, Secret> variables(YamlNode node) {
        Map<String, Secret> variables = new LinkedHashMap<>();
        for (YamlNode item : node.items()) {
            String line = text(item).orElse("");
            int sign = line.indexOf('=');
            Optional<String> value = sign < 0 ? environment.apply(line) : Optional.of(line.substring(sign + 1));
            value.ifPresent(text -> variables.put(sign < 0 ? line : line.substring(0, sign), new Secret(text)));
        }
        for (String key : node.keys()) {
            node.at(key).ifPresent(value -> {
                warnOfNumber(key, value);
                text(value).or(() -> environment.apply(key)).ifPresent(text -> variables.put(key, new Secret(text)));
            });
        }
        return Map.copyOf(variables);
    }

    /** Compose makes 511 of 0777 and 1000 of 1e3, if they are not in quotes. */
    private void warnOfNumber(String key, YamlNode value) {
        String text = value.text().orElse("");
        if (DockerEnv.KEYS.contains(key)
                && !value.isString()
                && !DECIMAL.matcher(text).matches()
                && !text.isEmpty()) {
            warnings.add(Say.of("compose.number", value.place(), key));
        }
    }

    private List<Mount> mounts(YamlNode node) {
        List<Mount> mounts = new ArrayList<>();
        for (YamlNode item : node.items()) {
            Optional<Mount> mount =
                    item.isMapping() ? longMount(item) : text(item).map(ComposeReader::shortMount);
            mount.ifPresent(mounts::add);
        }
        return List.copyOf(mounts);
    }

    private Optional<Mount> longMount(YamlNode item) {
        String type = text(item, "type").orElse("");
        Optional<String> target = text(item, "target");
        return type.equals("bind") || type.equals("volume")
                ? target.map(to -> new Mount(text(item, "source").orElse(""), to, type.equals("bind")))
                : Optional.empty();
    }

    private static Mount shortMount(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length == 1) {
            return new Mount("", text, false);
        }
        boolean path = parts[0].startsWith(".") || parts[0].startsWith("/") || parts[0].startsWith("~");
        return new Mount(parts[0], parts[1], path);
    }

    /** Keys and aliases; a service that says nothing is on the network {@code default}. */
    private Map<String, List<String>> networksOf(YamlNode service) {
        if (service.at("network_mode").isPresent()) {
            return Map.of();
        }
        Map<String, List<String>> networks = new LinkedHashMap<>();
        Optional<YamlNode> node = service.at("networks");
        for (String key : node.map(this::keys).orElse(List.of())) {
            List<YamlNode> aliases = node.flatMap(one -> one.at(key, "aliases"))
                    .map(YamlNode::items)
                    .orElse(List.of());
            networks.put(
                    key, aliases.stream().flatMap(one -> text(one).stream()).toList());
        }
        return networks.isEmpty() ? Map.of("default", List.of()) : networks;
    }

    private List<String> keys(YamlNode node) {
        return node.isList()
                ? node.items().stream().flatMap(item -> text(item).stream()).toList()
                : node.keys();
    }

    private List<ComposeResource> resources(String section) {
        List<ComposeResource> found = new ArrayList<>();
        Optional<YamlNode> all = tree.at(section);
        all.ifPresent(this::requireNames);
        for (String key : all.map(YamlNode::keys).orElse(List.of())) {
            YamlNode one = tree.at(section, key).orElseThrow();
            Optional<YamlNode> external = one.at("external");
            boolean outside =
                    yes(one, "external") || external.filter(YamlNode::isMapping).isPresent();
            Optional<String> name = text(one, "name").or(() -> external.flatMap(node -> text(node, "name")));
            found.add(new ComposeResource(key, name, yes(one, "internal"), outside));
        }
        return List.copyOf(found);
    }

    /** Names go to the screen and into commands: only what Docker allows. */
    private void requireNames(YamlNode node) {
        for (YamlNode.Entry entry : node.entries()) {
            String key = entry.key().text().orElse("");
            if (!NAME.matcher(key).matches() && !key.equals("<<")) {
                throw ProblemException.of("compose-name", entry.key().place());
            }
        }
    }
}
