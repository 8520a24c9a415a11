package hikae.instance;

import static java.nio.charset.StandardCharsets.UTF_8;

import hikae.demo.DemoHost;
import hikae.demo.MemoryFiles;
import hikae.host.Compose;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.compose.ComposeOutput;
import hikae.instance.find.Discovery;
import hikae.instance.find.InstanceFinder;
import hikae.instance.find.ServiceChoice;
import hikae.lab.ChangedHost;
import hikae.text.Json;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A host with the containers that a file of {@code field/containers} describes, in creation order, newest first. */
final class FieldContainers {
    static final Path MISSKEY = Path.of("/home/admin/misskey");

    private static final String SETTINGS = """
            url: https://mk.example.com/
            port: 3000
            db:
              host: %s
              port: 5432
              db: %s
              user: mk
              pass: pw-baseline-1
            redis:
              host: redis
              port: 6379
            id: aidx
            """;

    private final Map<String, Object> described;
    private final MemoryFiles files = new MemoryFiles(Clock.systemUTC(), 1L << 30);
    private Optional<String> model = Optional.empty();

    private FieldContainers(Map<String, Object> described) {
        this.described = described;
        write(".config/default.yml", settings("db", "misskey"));
        write("compose.yml", "services: {}\n");
    }

    /** One of the files. */
    static FieldContainers named(String name) {
        return of(resource("field/containers/" + name + ".json"));
    }

    /** Made up. */
    static FieldContainers of(String json) {
        return new FieldContainers(Json.object(json).orElseThrow());
    }

    static String resource(String name) {
        try (InputStream in = FieldContainers.class.getResourceAsStream("/hikae/instance/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String settings(String host, String database) {
        return SETTINGS.formatted(host, database);
    }

    /** A file below Misskey's directory. */
    FieldContainers write(String name, String text) {
        files.write(MISSKEY.resolve(name).normalize(), text.getBytes(UTF_8), Files.PUBLIC);
        return this;
    }

    /** One that is there unless it is said not to be. */
    FieldContainers without(String name) {
        files.remove(MISSKEY.resolve(name));
        return this;
    }

    /** What Compose says of the project; without this there is no Compose. */
    FieldContainers declaring(String json) {
        model = Optional.of(json);
        return this;
    }

    Instance found() {
        return found(ServiceChoice.none());
    }

    Instance found(ServiceChoice choice) {
        Discovery all = new InstanceFinder(host(), choice).find(Optional.empty());
        return all.instances().stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError(String.valueOf(all.refused())));
    }

    Host host() {
        Host demo = new DemoHost(Clock.systemUTC());
        return new ChangedHost(demo.environment(), files, docker(), compose(), demo.postgres(), demo.web());
    }

    private Docker docker() {
        List<Docker.Container> containers = containers();
        Map<String, Docker.Network> networks = new LinkedHashMap<>();
        containers.stream()
                .flatMap(one -> one.networks().stream())
                .forEach(at ->
                        networks.put(at.network(), new Docker.Network("id", at.network(), "bridge", true, Map.of())));
        Map<String, Object> answers = Map.of(
                "engine",
                new Docker.Engine("28", "1.51", "/run/docker.sock", false),
                "containers",
                containers,
                "networks",
                List.copyOf(networks.values()));
        return (Docker) proxy(Docker.class, answers);
    }

    private Compose compose() {
        return (Compose) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Compose.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("config")) {
                        throw new AssertionError(method.getName());
                    }
                    String json = model.orElseThrow(() -> ProblemException.of("compose-missing"));
                    return new Compose.Config(json, false, List.of(), Optional.empty());
                });
    }

    private static Object proxy(Class<?> type, Map<String, Object> answers) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        Optional.ofNullable(answers.get(method.getName())).orElseThrow());
    }

    private List<Docker.Container> containers() {
        List<Docker.Container> all = new ArrayList<>();
        for (Object one : Json.list(described.get("services"))) {
            all.add(container(Json.map(one)));
        }
        return all;
    }

    private Docker.Container container(Map<String, Object> of) {
        String service = text(of, "name", "");
        Map<String, Secret> env = new LinkedHashMap<>();
        Json.map(of.get("env")).forEach((key, value) -> env.put(key, new Secret(String.valueOf(value))));
        String directory = text(of, "dir", MISSKEY.toString());
        String ofAll = text(described, "files", directory + "/compose.yml");
        Map<String, String> labels = Map.of(
                "com.docker.compose.project",
                "misskey",
                "com.docker.compose.service",
                service,
                "com.docker.compose.project.working_dir",
                directory,
                "com.docker.compose.project.config_files",
                text(of, "files", ofAll));
        return new Docker.Container(
                "id-of-" + service,
                "misskey-" + service + "-1",
                text(of, "image", ""),
                text(of, "state", "running"),
                Optional.empty(),
                Instant.EPOCH,
                0,
                labels,
                env,
                networks(of, service),
                mounts(of),
                "always",
                "");
    }

    private static List<Docker.Attachment> networks(Map<String, Object> of, String service) {
        Map<String, Object> networks = Json.map(of.get("nets"));
        if (networks.isEmpty()) {
            networks = Map.of("misskey_default", List.of());
        }
        List<Docker.Attachment> all = new ArrayList<>();
        networks.forEach((name, aliases) -> {
            List<String> names = new ArrayList<>(ComposeOutput.texts(aliases));
            names.add(service);
            all.add(new Docker.Attachment(name, "id", Optional.of("172.20.0.2"), names));
        });
        return all;
    }

    private static List<Docker.Mount> mounts(Map<String, Object> of) {
        return Json.list(of.get("mounts")).stream()
                .map(ComposeOutput::texts)
                .map(parts -> new Docker.Mount(
                        parts.get(2), parts.size() > 3 ? parts.get(3) : "", parts.get(0), parts.get(1)))
                .toList();
    }

    private static String text(Map<String, Object> of, String key, String otherwise) {
        return ComposeOutput.text(of.get(key)).orElse(otherwise);
    }
}
