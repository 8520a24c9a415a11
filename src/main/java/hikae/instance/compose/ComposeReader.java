package hikae.instance.compose;

import static hikae.instance.compose.ComposeOutput.isTrue;
import static hikae.instance.compose.ComposeOutput.line;
import static hikae.instance.compose.ComposeOutput.text;
import static hikae.instance.compose.ComposeOutput.texts;
import static hikae.text.Json.list;
import static hikae.text.Json.map;

import hikae.host.Compose;
import hikae.host.ComposeProject;
import hikae.host.Host;
import hikae.instance.compose.ComposeService.Mount;
import hikae.instance.compose.ComposeService.Reach;
import hikae.instance.compose.ComposeService.Run;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what Compose printed into {@link ComposeModel}. It is normal form already; only Compose 1 writes short ones. */
public final class ComposeReader {
    private static final Pattern PORT = Pattern.compile("(?:.*:)?(\\d{1,5})(?:/\\w+)?");
    private static final String DEFAULT = "default";

    private final Map<String, Object> root;

    private ComposeReader(Map<String, Object> root) {
        this.root = root;
    }

    /**
     * Asks the Compose of this host.
     *
     * @throws ProblemException as {@link Compose#config}
     */
    public static ComposeModel read(Host host, ComposeProject project) {
        return of(host.compose().config(project), project.directory().toString());
    }

    /**
     * What Compose printed.
     *
     * @param where the project's directory, for the operator
     * @throws ProblemException {@code compose-unread} where that is not one of its answers
     */
    public static ComposeModel of(Compose.Config config, String where) {
        return new ComposeReader(ComposeOutput.of(config, where)).model(config);
    }

    private ComposeModel model(Compose.Config config) {
        List<ComposeService> services = new ArrayList<>();
        map(root.get("services")).forEach((key, value) -> services.add(service(key, map(value))));
        List<ComposeResource> networks = new ArrayList<>(resources("networks"));
        boolean onDefault =
                services.stream().anyMatch(one -> one.reach().networks().containsKey(DEFAULT));
        if (onDefault && networks.stream().noneMatch(one -> one.key().equals(DEFAULT))) { // Compose 1 leaves it out
            networks.add(new ComposeResource(DEFAULT, Optional.empty(), false, false, Optional.empty()));
        }
        return new ComposeModel(
                text(root.get("name")),
                services,
                networks,
                resources("volumes"),
                resources("secrets"),
                config.notes(),
                config.refusal());
    }

    private static ComposeService service(String key, Map<String, Object> of) {
        Object build = of.get("build");
        return new ComposeService(
                key,
                text(of.get("image")),
                text(map(build).get("context")).or(() -> text(build)),
                environment(of.get("environment")),
                list(of.get("volumes")).stream()
                        .flatMap(one -> mount(one).stream())
                        .toList(),
                reach(of),
                run(of));
    }

    private static Map<String, Secret> environment(@Nullable Object value) {
        Map<String, Secret> variables = new LinkedHashMap<>();
        map(value).forEach((key, one) -> text(one).ifPresent(said -> variables.put(key, new Secret(said))));
        return variables;
    }

    private static Optional<Mount> mount(Object value) {
        Map<String, Object> of = map(value);
        if (of.isEmpty()) {
            return text(value).map(ComposeReader::shortMount);
        }
        return text(of.get("target"))
                .map(target -> new Mount(
                        text(of.get("type")).orElse("volume"),
                        text(of.get("source")).orElse(""),
                        target));
    }

    /** {@code SOURCE:TARGET:MODE} with an absolute source, or the key of a volume; or only a target. */
    private static Mount shortMount(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length == 1) {
            return new Mount("volume", "", text);
        }
        return new Mount(parts[0].startsWith("/") ? "bind" : "volume", parts[0], parts[1]);
    }

    private static Reach reach(Map<String, Object> of) {
        Optional<String> mode = text(of.get("network_mode"));
        Map<String, List<String>> networks = new LinkedHashMap<>();
        if (of.get("networks") instanceof Map<?, ?> all) { // a network that says nothing more is null
            all.forEach((key, value) ->
                    networks.put(String.valueOf(key), texts(map(value).get("aliases"))));
        }
        if (networks.isEmpty() && mode.isEmpty()) {
            networks.put(DEFAULT, List.of());
        }
        Map<String, String> links = new LinkedHashMap<>();
        for (String link : texts(of.get("links"))) {
            String[] parts = link.split(":", 2);
            links.put(parts[parts.length - 1], parts[0]);
        }
        return new Reach(networks, mode, text(of.get("container_name")), links);
    }

    private static Run run(Map<String, Object> of) {
        String command = line(of.get("entrypoint")) + " " + line(of.get("command"));
        Set<String> needs = new LinkedHashSet<>(map(of.get("depends_on")).keySet());
        needs.addAll(texts(of.get("depends_on")));
        Set<Integer> ports = new LinkedHashSet<>();
        list(of.get("ports"))
                .forEach(one -> port(map(one).getOrDefault("target", one)).ifPresent(ports::add));
        list(of.get("expose")).forEach(one -> port(one).ifPresent(ports::add));
        List<String> secrets = list(of.get("secrets")).stream()
                .flatMap(one -> text(map(one).getOrDefault("source", one)).stream())
                .toList();
        return new Run(
                command.strip(),
                line(map(of.get("healthcheck")).get("test")).replaceFirst("^CMD(?:-SHELL)? ", ""),
                needs,
                ports,
                texts(of.get("profiles")),
                secrets);
    }

    private static Optional<Integer> port(Object value) {
        return text(value).map(PORT::matcher).filter(Matcher::matches).map(match -> Integer.valueOf(match.group(1)));
    }

    private List<ComposeResource> resources(String section) {
        List<ComposeResource> found = new ArrayList<>();
        if (root.get(section) instanceof Map<?, ?> all) { // one that says nothing more is null
            all.forEach((key, value) -> found.add(resource(String.valueOf(key), map(value))));
        }
        return found;
    }

    private static ComposeResource resource(String key, Map<String, Object> of) {
        Optional<String> source =
                text(of.get("file")).or(() -> text(map(of.get("driver_opts")).get("device")));
        return new ComposeResource(
                key, text(of.get("name")), isTrue(of.get("internal")), isTrue(of.get("external")), source);
    }
}
