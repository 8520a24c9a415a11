package hikae.host;

import java.time.Duration;

/** The server we run on. Docker, Compose and JDBC are loaded by their first use, not before. */
public final class RealHost implements Host {
    /** How long anybody may take to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Environment environment;
    private final Files files;

    private final Docker docker;
    private final Compose compose;

    private RealHost(Environment environment) {
        this.environment = environment;
        this.files = new RealFiles(environment);
        Programs programs = Programs.of(environment);
        this.docker = new DockerEngine(environment, files, programs, PATIENCE);
        this.compose = new ComposeProcess(environment, files, programs);
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
        return compose;
    }

    @Override
    public Postgres postgres() {
        throw new UnsupportedOperationException("not yet");
    }
}
