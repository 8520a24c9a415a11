package hikae.instance;

import hikae.instance.compose.ComposeModel;
import hikae.instance.compose.ComposeResource;
import hikae.instance.compose.ComposeService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that a {@link ComposeModel} says, in a form that can also be made from Compose's own JSON by other code. */
public record ModelSketch(Map<String, Object> all) {
    public static ModelSketch of(ComposeModel model) {
        Map<String, Object> all = new TreeMap<>();
        all.put("name", model.name().orElse("-"));
        String project = model.name().orElse("");
        model.services().forEach(one -> all.put("service " + one.name(), service(one)));
        resources(all, "network ", model.networks(), project);
        resources(all, "volume ", model.volumes(), project);
        model.secrets()
                .forEach(one -> all.put("secret " + one.key(), one.source().orElse("-")));
        return new ModelSketch(all);
    }

    private static void resources(
            Map<String, Object> all, String kind, List<ComposeResource> resources, String project) {
        resources.forEach(one -> all.put(
                kind + one.key(),
                List.of(
                        one.realName(project),
                        one.internal(),
                        one.external(),
                        one.source().orElse("-"))));
    }

    private static Map<String, Object> service(ComposeService one) {
        Map<String, Object> said = new TreeMap<>();
        said.put("image", one.image().orElse("-"));
        said.put("build", one.build().orElse("-"));
        Map<String, String> environment = new TreeMap<>();
        one.environment().forEach((key, value) -> environment.put(key, value.reveal()));
        said.put("environment", environment);
        said.put(
                "mounts",
                one.mounts().stream()
                        .map(m -> m.type() + " " + m.source() + " " + m.target())
                        .sorted()
                        .toList());
        said.put("networks", new TreeMap<>(one.reach().networks()));
        said.put("mode", one.reach().mode().orElse("-"));
        said.put("container", one.reach().container().orElse("-"));
        said.put("links", new TreeMap<>(one.reach().links()));
        said.put("command", one.run().command());
        said.put("health", one.run().health());
        said.put("needs", new TreeSet<>(one.run().needs()));
        said.put("ports", new TreeSet<>(one.run().ports()));
        said.put("profiles", one.run().profiles());
        said.put("secrets", one.run().secrets());
        return said;
    }

    /** From Compose's JSON, as a library has read it. */
    public static ModelSketch of(Map<String, Object> json) {
        Map<String, Object> all = new TreeMap<>();
        all.put("name", json.get("name"));
        map(json, "services").forEach((key, value) -> all.put("service " + key, service(cast(value))));
        for (String kind : List.of("network", "volume")) {
            map(json, kind + "s").forEach((key, value) -> {
                Map<String, Object> of = cast(value);
                all.put(
                        kind + " " + key,
                        List.of(
                                of.get("name"),
                                Boolean.TRUE.equals(of.get("internal")),
                                Boolean.TRUE.equals(of.get("external")),
                                map(of, "driver_opts").getOrDefault("device", "-")));
            });
        }
        map(json, "secrets")
                .forEach((key, value) -> all.put("secret " + key, cast(value).getOrDefault("file", "-")));
        return new ModelSketch(all);
    }

    private static Map<String, Object> service(Map<String, Object> of) {
        Map<String, Object> said = new TreeMap<>();
        said.put("image", of.getOrDefault("image", "-"));
        said.put("build", map(of, "build").getOrDefault("context", "-"));
        Map<String, String> environment = new TreeMap<>();
        map(of, "environment").forEach((key, value) -> {
            if (value != null) {
                environment.put(key, plain(value));
            }
        });
        said.put("environment", environment);
        List<String> mounts = new ArrayList<>();
        list(of, "volumes")
                .forEach(one -> mounts.add(cast(one).get("type") + " "
                        + cast(one).getOrDefault("source", "") + " " + cast(one).get("target")));
        said.put("mounts", mounts.stream().sorted().toList());
        Map<String, Object> networks = new TreeMap<>();
        map(of, "networks").forEach((key, value) -> networks.put(key, list(cast(value), "aliases")));
        said.put("networks", networks);
        said.put("mode", of.getOrDefault("network_mode", "-"));
        said.put("container", of.getOrDefault("container_name", "-"));
        Map<String, Object> links = new TreeMap<>();
        list(of, "links").forEach(link -> {
            String text = String.valueOf(link);
            links.put(text.substring(text.indexOf(':') + 1), text.replaceFirst(":.*", ""));
        });
        said.put("links", links);
        said.put("command", line(of.get("command")));
        said.put("health", line(map(of, "healthcheck").get("test")).replaceFirst("^CMD(-SHELL)? ", ""));
        said.put("needs", new TreeSet<>(map(of, "depends_on").keySet()));
        TreeSet<Integer> ports = new TreeSet<>();
        list(of, "ports").forEach(one -> ports.add((Integer) cast(one).get("target")));
        list(of, "expose").forEach(one -> ports.add(Integer.valueOf(String.valueOf(one))));
        said.put("ports", ports);
        said.put("profiles", list(of, "profiles"));
        said.put(
                "secrets",
                list(of, "secrets").stream().map(one -> cast(one).get("source")).toList());
        return said;
    }

    /**
     * What Compose 1 says in another way, or not at all, as in the other: the project's name, services whose profile is
     * not wanted, what links mean for the order.
     */
    public ModelSketch like(ComposeModel other) {
        Map<String, Object> changed = new TreeMap<>();
        ModelSketch theirs = of(other);
        all.forEach((key, value) -> {
            boolean project = key.startsWith("network ") || key.startsWith("volume ");
            if (key.startsWith("service ") && theirs.all.containsKey(key)) {
                Map<String, Object> service = new TreeMap<>(cast(value));
                service.put("needs", map(theirs.all, key).get("needs"));
                changed.put(key, service);
            } else if (project && theirs.all.containsKey(key)) {
                List<Object> said = new ArrayList<>((List<?>) value);
                said.set(
                        0,
                        String.valueOf(said.get(0))
                                .replaceFirst("^_", other.name().orElseThrow() + "_"));
                changed.put(key, said);
            } else if (key.startsWith("secret ") && theirs.all.containsKey(key)) {
                changed.put(key, value);
            }
        });
        changed.put("name", other.name().orElseThrow());
        return new ModelSketch(changed);
    }

    private static String line(@Nullable Object value) {
        return value instanceof Collection<?> all
                ? String.join(" ", all.stream().map(ModelSketch::plain).toList())
                : Optional.ofNullable(value).map(ModelSketch::plain).orElse("");
    }

    private static String plain(Object value) {
        return String.valueOf(value).replace("$$", "$");
    }

    private static Map<String, Object> map(Map<String, Object> of, String key) {
        return cast(of.get(key));
    }

    private static List<Object> list(Map<String, Object> of, String key) {
        return of.get(key) instanceof List<?> all ? new ArrayList<>(all) : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
