package hikae.demo;

import hikae.host.ContainerSpec;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.host.Talk;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Docker on the made-up server: Misskey's three containers and, once started, the backup container. */
final class DemoDocker implements Docker {
    private static final String INTERNAL = "misskey_internal_network";
    private static final String EXTERNAL = "misskey_external_network";

    private final MemoryFiles files;
    private final Clock clock;
    private final DemoContainers containers;
    private final DemoClients clients;

    DemoDocker(MemoryFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
        this.containers = new DemoContainers(clock);
        this.clients = new DemoClients(clock);
        Map<String, String> database = Map.of(
                "PG_MAJOR", "15",
                "POSTGRES_USER", "misskey",
                "POSTGRES_DB", "misskey",
                "POSTGRES_PASSWORD", DemoTexts.PASSWORD);
        misskey("db", "postgres:15-alpine", database, List.of(INTERNAL));
        misskey("redis", "redis:7-alpine", Map.of(), List.of(INTERNAL));
        misskey("web", "misskey/misskey:2025.10.2", Map.of(), List.of(INTERNAL, EXTERNAL));
    }

    /** What is there, for Compose. */
    DemoContainers made() {
        return containers;
    }

    @Override
    public Engine engine() {
        return new Engine("28.5.2", "1.51", "unix:///var/run/docker.sock", false);
    }

    @Override
    public List<Container> containers() {
        return containers.all();
    }

    @Override
    public Optional<Container> container(String idOrName) {
        return containers.find(idOrName);
    }

    @Override
    public List<Network> networks() {
        return List.of(network(INTERNAL, true), network(EXTERNAL, false));
    }

    /** What is made up keeps its data in directories. */
    @Override
    public Optional<Volume> volume(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<Image> image(String name) {
        return Optional.empty();
    }

    @Override
    public boolean hasImage(String image) {
        return true;
    }

    @Override
    public Result exec(String containerId, List<String> command, Duration limit) {
        Container container = containers.need(containerId);
        if (!container.isRunning()) {
            throw ProblemException.of("docker-not-running", "Container " + containerId + " is not running");
        }
        Optional<Result> answer = clients.answer(containerId, command, isDatabaseUp());
        if (answer.isPresent()) {
            return answer.get();
        }
        String typed = String.join(" ", command);
        if (typed.contains("redis-cli")) {
            return done(typed.contains("PING") ? "PONG\n" : "1274\n");
        }
        if (typed.contains("'port ")) {
            return done(status(container));
        }
        if (typed.contains("rows counted")) {
            return done(DemoDump.ROWS);
        }
        if (typed.contains("8080")) {
            return done("{\"Running\":{},\"Last\":{},\"Schedule\":\"" + value(container, "SCHEDULE") + "\"}");
        }
        if (typed.endsWith("/backup.sh")) {
            return backUp(container);
        }
        if (typed.contains("date")) {
            ZoneId zone = ZoneId.of(value(container, "TZ"));
            return done(DateTimeFormatter.ofPattern("xx").format(clock.instant().atZone(zone)));
        }
        return done("1");
    }

    private boolean isDatabaseUp() {
        return containers().stream()
                .anyMatch(one ->
                        one.isRunning() && one.service().filter("db"::equals).isPresent());
    }

    @Override
    public Result exec(String containerId, List<String> command, Duration limit, Consumer<String> lines) {
        Result result = exec(containerId, command, limit);
        result.output().lines().forEach(lines);
        return result;
    }

    /** What is put in is lost; of what is to be kept there is only one kind. */
    @Override
    public Result exec(String containerId, List<String> command, Duration limit, Talk talk) {
        try {
            talk.input().into(OutputStream.nullOutputStream());
            Result result = exec(containerId, command, limit);
            result.output().lines().forEach(talk.lines());
            if (String.join(" ", command).contains("pg_dump")) {
                talk.output().write(DemoDump.at(clock.instant()));
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the status asks for in one command. */
    private String status(Container container) {
        ZoneId zone = ZoneId.of(value(container, "TZ"));
        String offset = DateTimeFormatter.ofPattern("xx").format(clock.instant().atZone(zone));
        return "offset " + offset + "\nlogin 0 150008\n" + DemoDump.ROWS
                + "port {\"Running\":{},\"Last\":{},\"Schedule\":\"" + value(container, "SCHEDULE") + "\"}\n";
    }

    private Result backUp(Container container) {
        ZonedDateTime now = clock.instant().atZone(ZoneId.of(value(container, "TZ")));
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(now);
        Path directory =
                Path.of(Objects.requireNonNull(container.labels().get("com.docker.compose.project.working_dir")));
        String database = value(container, "POSTGRES_DB");
        Path dump = directory.resolve("backups/last/" + database + "-" + time + ".sql.gz");
        files.write(dump, DemoDump.at(clock.instant().minus(Duration.ofMinutes(1))), Files.PUBLIC);
        int week = now.get(IsoFields.WEEK_BASED_YEAR) * 100 + now.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        Map<String, String> others = Map.of(
                "daily", DateTimeFormatter.ofPattern("yyyyMMdd").format(now),
                "weekly", Integer.toString(week),
                "monthly", DateTimeFormatter.ofPattern("yyyyMM").format(now));
        others.forEach(
                (folder, day) -> name(dump, directory.resolve("backups/" + folder), database + "-" + day + ".sql.gz"));
        return done("SQL backup created successfully");
    }

    /** The newest dump of a day, a week or a month has the name of that, too. */
    private void name(Path dump, Path folder, String name) {
        files.makeDirectory(folder, 0755);
        files.remove(folder.resolve(name));
        files.link(dump, folder.resolve(name));
    }

    @Override
    public Result run(Throwaway throwaway, Duration limit) {
        return done("");
    }

    @Override
    public String log(String containerId, Instant from, Instant until) {
        return "";
    }

    @Override
    public String log(String containerId, int lines) {
        return container(containerId)
                .map(one -> "new cron: " + value(one, "SCHEDULE"))
                .orElse("");
    }

    @Override
    public String runDetached(ContainerSpec spec) {
        String id = containers.start(spec);
        clients.started(id, spec);
        return id;
    }

    /** Nobody else works on the made-up server. */
    @Override
    public boolean reserve(String name, String image, Map<String, String> labels) {
        return true;
    }

    @Override
    public void remove(String idOrName) {
        containers.remove(idOrName);
    }

    @Override
    public void stop(String idOrName, Duration grace) {
        containers.state(idOrName, "exited");
    }

    @Override
    public void start(String idOrName) {
        containers.state(idOrName, "running");
    }

    @Override
    public void restart(String idOrName, Duration grace) {
        containers.restart(idOrName);
    }

    @Override
    public void restartPolicy(String idOrName, String policy) {
        containers.restartPolicy(idOrName, policy);
    }

    /** Starts what compose.yml of this directory says, read as plainly as a demo needs. */
    void start(Path directory, String service) {
        String compose = new String(files.read(directory.resolve("compose.yml"), 1 << 20), StandardCharsets.UTF_8);
        String project = new String(files.read(directory.resolve(".env"), 1 << 20), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("COMPOSE_PROJECT_NAME="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElse("misskey-backup");
        Map<String, String> env = new LinkedHashMap<>();
        Matcher pair = Pattern.compile("(?m)^ {6}([A-Z_]+): ['\"]?(.*?)['\"]?$").matcher(compose);
        while (pair.find()) {
            env.put(pair.group(1), pair.group(2));
        }
        String image = "prodrigestivill/postgres-backup-local:15-alpine";
        containers.make(project, service, image, env, List.of(INTERNAL), directory, List.of());
    }

    private void misskey(String service, String image, Map<String, String> env, List<String> networks) {
        Path data = DemoHost.MISSKEY.resolve("db");
        List<Mount> mounts = service.equals("db")
                ? List.of(new Mount("bind", "", data.toString(), "/var/lib/postgresql/data"))
                : List.of();
        containers.make("misskey", service, image, env, networks, DemoHost.MISSKEY, mounts);
    }

    private static Network network(String name, boolean internal) {
        String key = name.substring("misskey_".length());
        return new Network("id-of-" + name, name, "bridge", internal, Map.of("com.docker.compose.network", key));
    }

    private static String value(Container container, String key) {
        Secret value = container.env().get(key);
        return value == null ? "" : value.reveal();
    }

    private static Result done(String output) {
        return new Result(0, output, "");
    }
}
