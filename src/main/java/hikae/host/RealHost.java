package hikae.host;

import java.time.Duration;

/** The server we run on. Docker, Compose and JDBC are loaded by their first use, not before. */
public final class RealHost implements Host {
    /** How long anybody may take to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Environment environment;
    private final Files files;

    private final Docker docker;

    private RealHost(Environment environment) {
        this.environment = environment;
        this.files = new RealFiles(environment);
        this.docker = new DockerEngine(environment, files, Programs.of(environment), PATIENCE);
    }

    /** This server, as {@code environment} sees it. */
    public static Host here(Environment environment) {
        return new RealHost(environment);
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public Docker docker() {
        return docker;
    }

    @Override
    public Compose compose() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public Postgres postgres() {
        throw new UnsupportedOperationException("not yet");
    }
}
