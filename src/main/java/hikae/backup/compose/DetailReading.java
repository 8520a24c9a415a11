package hikae.backup.compose;

import hikae.instance.yaml.SourceLocation;
import hikae.instance.yaml.YamlNode;
import hikae.instance.yaml.YamlTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@link ServiceDetail}. */
final class DetailReading {
    private static final String DUMPS = "/backups";
    private static final Pattern COMMENTED =
            Pattern.compile("#[^\\n]*(?:POSTGRES_PASSWORD|PGPASSWORD)['\"]?\\s*[=:]\\s*[^\\s#]");

    private final YamlTree tree;
    private final YamlNode service;
    private final Map<String, ServiceDetail.Mount> mounted = new HashMap<>();
    private Optional<ServiceDetail.Mount> dumps = Optional.empty();

    private DetailReading(YamlTree tree, YamlNode service) {
        this.tree = tree;
        this.service = service;
    }

    static ServiceDetail of(YamlTree tree, YamlNode service) {
        return new DetailReading(tree, service).read();
    }

    private ServiceDetail read() {
        Map<String, ServiceDetail.Value> variables = variables();
        String target = Optional.ofNullable(variables.get("BACKUP_DIR"))
                .map(value -> value.text().replaceFirst("(?<=.)/+$", ""))
                .filter(text -> !text.isEmpty())
                .orElse(DUMPS);
        service.at("volumes").ifPresent(volumes -> volumes.items().forEach(item -> mount(item, target)));
        service.at("secrets").ifPresent(secrets -> secrets.items().forEach(this::secret));
        return new ServiceDetail(
                service.place(),
                tree.text("name"),
                keys(),
                variables,
                target,
                dumps,
                mounted,
                ComposeNetwork.joined(tree.root(), service).stream()
                        .map(one -> new ServiceDetail.Value(
                                one.realName(), one.place().place()))
                        .toList(),
                commentedPasswords(),
                quotedPassword());
    }

    private boolean quotedPassword() {
        return Optional.ofNullable(ComposeVariable.all(service).get(ComposeVariable.PASSWORD))
                .filter(ComposeVariable::listed)
                .flatMap(ComposeVariable::value)
                .filter(ComposeScalar::isInQuotes)
                .isPresent();
    }

    private Map<String, ServiceDetail.Value> keys() {
        Map<String, ServiceDetail.Value> keys = new HashMap<>();
        for (String key : service.keys()) {
            YamlNode node = service.at(key).orElseThrow();
            keys.put(key, new ServiceDetail.Value(node.text().orElse(""), node.place()));
        }
        return keys;
    }

    private Map<String, ServiceDetail.Value> variables() {
        Map<String, ServiceDetail.Value> variables = new LinkedHashMap<>();
        ComposeVariable.all(service).forEach((name, variable) -> {
            boolean secret = name.equals(ComposeVariable.PASSWORD);
            String text = secret ? "" : variable.value().orElse("");
            variables.put(name, new ServiceDetail.Value(text, variable.node().place()));
        });
        return variables;
    }

    private void mount(YamlNode item, String dumpsTarget) {
        Optional<String> text = item.text().flatMap(ComposeScalar::dollarsHalved);
        String[] parts = text.map(one -> one.split(":", -1)).orElse(new String[0]);
        String source = parts.length > 1 ? parts[0] : "";
        String target = parts.length == 0 ? "" : parts[parts.length > 1 ? 1 : 0];
        boolean bind = source.matches("[./~].*");
        boolean readOnly = parts.length > 2 && List.of(parts[2].split(",")).contains("ro");
        if (item.isMapping()) {
            readOnly = item.text("read_only").filter("true"::equals).isPresent();
            source = any(item, "source", "src");
            target = any(item, "target", "dst", "destination");
            bind = item.text("type").filter("bind"::equals).isPresent();
        }
        String at = target.replaceFirst("(?<=.)/+$", "");
        ServiceDetail.Mount mount = new ServiceDetail.Mount(bind, source, readOnly, item.place());
        mounted.put(at, mount);
        if (at.equals(dumpsTarget) && !source.isEmpty()) {
            dumps = Optional.of(mount);
        }
    }

    private void secret(YamlNode item) {
        String name = item.text().orElseGet(() -> any(item, "target", "source"));
        String at = name.startsWith("/") ? name : "/run/secrets/" + name;
        mounted.put(at, new ServiceDetail.Mount(false, "", true, item.place()));
    }

    private static String any(YamlNode item, String... keys) {
        for (String key : keys) {
            Optional<String> text = item.text(key).flatMap(ComposeScalar::dollarsHalved);
            if (text.isPresent()) {
                return text.get();
            }
        }
        return "";
    }

    private List<SourceLocation> commentedPasswords() {
        List<SourceLocation> places = new ArrayList<>();
        String[] lines = tree.source().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher found = COMMENTED.matcher(lines[i]);
            if (found.find()) {
                places.add(new SourceLocation(tree.name(), i + 1, found.start() + 1));
            }
        }
        return places;
    }
}
