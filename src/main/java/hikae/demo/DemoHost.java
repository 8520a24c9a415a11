package hikae.demo;

import hikae.host.Compose;
import hikae.host.Docker;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Host;
import hikae.host.Postgres;
import hikae.host.Web;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A made-up server: one Misskey of a few years, running; everything that is written stays in memory. */
public final class DemoHost implements Host {
    /** Where the made-up Misskey is. */
    public static final Path MISSKEY = Path.of("/home/admin/misskey");

    private static final long FREE = 21_400_000_000L;

    private final Environment environment;
    private final MemoryFiles files;
    private final DemoDocker docker;
    private final DemoWeb web = new DemoWeb();

    /** A server whose clock is this one. */
    public DemoHost(Clock clock) {
        Path home = Path.of("/home/admin");
        this.environment = new Environment(Map.of(), "admin", 1000, home, home, clock);
        this.files = new MemoryFiles(clock, FREE);
        this.docker = new DemoDocker(files, clock);
        write(".config/docker.env", DemoTexts.DOCKER_ENV);
        write(".config/default.yml", DemoTexts.DEFAULT_YML);
        write("compose.yml", DemoTexts.COMPOSE_YML);
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Files files() {
        return files;
    }

    /** The same files, to see what was written. */
    public MemoryFiles memory() {
        return files;
    }

    @Override
    public Docker docker() {
        return docker;
    }

    @Override
    public Compose compose() {
        return new DemoCompose(docker);
    }

    @Override
    public Postgres postgres() {
        return new DemoPostgres(environment.clock());
    }

    @Override
    public Web web() {
        return web;
    }

    private void write(String name, String text) {
        files.write(MISSKEY.resolve(name), text.getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
    }
}
