package hikae.instance;

import static java.nio.charset.StandardCharsets.UTF_8;

import hikae.host.Environment;
import hikae.host.Host;
import hikae.host.real.RealHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** The real Docker Compose 2, asked what it makes of a project; it needs no engine for that. */
public final class ComposeOracle {
    public static final Map<String, String> SHELL = Map.of("OUT", "outer", "EMPTY", "");

    private final Path program;

    private ComposeOracle(Path program) {
        this.program = program;
    }

    /** The Compose named by HIKAE_COMPOSE, else the lab's; there is no going on without one. */
    public static ComposeOracle find() {
        String given = System.getProperty("HIKAE_COMPOSE", System.getenv().getOrDefault("HIKAE_COMPOSE", ""));
        Path program = Path.of(given.isEmpty() ? ofTheLab() : given);
        if (program.toString().isEmpty() || !Files.isExecutable(program)) {
            throw new AssertionError("no Docker Compose 2 at '" + program + "': run src/test/lab/lab install and"
                    + " src/test/lab/lab up, or set HIKAE_COMPOSE to the path of a docker-compose of version 2");
        }
        return new ComposeOracle(program);
    }

    /** Compose 1, which Debian has beside the newer ones. */
    public static ComposeOracle old() {
        Path program = Path.of("/usr/bin/docker-compose");
        if (!Files.isExecutable(program)) {
            throw new AssertionError("no Docker Compose 1.29: run src/test/lab/lab install");
        }
        return new ComposeOracle(program);
    }

    /** A host on which this is the only Compose, and no engine answers. */
    public Host host(Path home) {
        program(home.resolve("bin/docker"), "exit 1");
        program(home.resolve("bin/docker-compose"), "exec '" + program + "' \"$@\"");
        Environment real = Environment.ofProcess();
        Map<String, String> variables = Map.of(
                "PATH",
                home.resolve("bin") + ":/usr/bin:/bin",
                "HOME",
                home.toString(),
                "DOCKER_HOST",
                "unix://" + home + "/nowhere.sock");
        return RealHost.here(new Environment(variables, real.user(), real.uid(), home, home, Clock.systemUTC()));
    }

    private static void program(Path file, String script) {
        write(file.resolveSibling(""), file.getFileName().toString(), ("#!/bin/sh\n" + script + "\n").getBytes(UTF_8));
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its version, such as 2.40.3. */
    String version(Path home) {
        return host(home).compose().found().version();
    }

    /** The resolved project as it prints it, read by another library than ours; fails where it refuses. */
    public Map<String, Object> project(Path folder) {
        try {
            Process process = new ProcessBuilder(program.toString(), "config", "--format", "json")
                    .directory(folder.toFile())
                    .redirectError(folder.resolve("err.txt").toFile())
                    .start();
            String json = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(Files.readString(folder.resolve("err.txt")));
            }
            return new Yaml().load(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What the service {@code db} of the project in {@code folder} gets; empty if Compose refuses. */
    public Optional<Map<String, String>> environment(Path folder) {
        return config(folder).map(ComposeOracle::environment);
    }

    /** The text at {@code path} of the resolved project; empty if Compose refuses. */
    public Optional<String> text(Path folder, String... path) {
        return config(folder)
                .flatMap(node -> below(node, path))
                .map(ComposeOracle::scalar)
                .map(text -> text.replace("$$", "$"));
    }

    private Optional<Node> config(Path folder) {
        try {
            Path out = folder.resolve("out.json");
            ProcessBuilder builder = new ProcessBuilder(program.toString(), "config", "--format", "json")
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(folder.resolve("err.txt").toFile());
            builder.environment().clear();
            builder.environment().putAll(SHELL);
            builder.environment().put("HOME", folder.toString());
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("docker compose config did not end");
            }
            return process.exitValue() == 0 ? Optional.of(read(Files.readString(out))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A project whose service {@code db} has this env file. */
    public static void writeProject(Path folder, byte[] envFile) {
        write(folder, "compose.yml", "services: {db: {image: x, env_file: [a.env]}}\n".getBytes(UTF_8));
        write(folder, "a.env", envFile);
    }

    public static void write(Path folder, String name, byte[] bytes) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON is YAML. */
    private static Node read(String json) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        ParserImpl parser = new ParserImpl(new StreamReader(json), options);
        return new Composer(parser, new Resolver(), options).getSingleNode();
    }

    /** Compose doubles each dollar; a last line without {@code =} has no name there. */
    private static Map<String, String> environment(Node project) {
        Map<String, String> values = new TreeMap<>();
        below(project, "services", "db", "environment")
                .ifPresent(one -> tuples(one)
                        .forEach((key, value) -> values.put(key, scalar(value).replace("$$", "$"))));
        values.remove("");
        return values;
    }

    private static Optional<Node> below(Node node, String... path) {
        Optional<Node> found = Optional.of(node);
        for (String key : path) {
            found = found.map(parent -> tuples(parent).get(key));
        }
        return found;
    }

    private static Map<String, Node> tuples(Node node) {
        Map<String, Node> tuples = new TreeMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                tuples.put(scalar(tuple.getKeyNode()), tuple.getValueNode());
            }
        }
        return tuples;
    }

    private static String scalar(Node node) {
        return ((ScalarNode) node).getValue();
    }

    private static String ofTheLab() {
        try {
            Process shell = new ProcessBuilder(
                            "bash", "-c", "eval \"$(src/test/lab/lab env)\" && command -v docker-compose")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(shell.getInputStream().readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
