package hikae.host;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The server we run on. Docker, Compose, JDBC and HTTP are loaded when they are first asked for, not before. */
public final class RealHost implements Host {
    /** How long anybody may take to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Environment environment;
    private final Files files;
    private final Programs programs;
    private @Nullable Docker docker;
    private @Nullable Compose compose;
    private @Nullable Postgres postgres;
    private @Nullable Web web;

    private RealHost(Environment environment) {
        this.environment = environment;
        this.files = new RealFiles(environment);
        this.programs = Programs.of(environment);
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
    public synchronized Docker docker() {
        Docker known = docker;
        if (known == null) {
            known = new DockerEngine(environment, files, programs, PATIENCE);
            docker = known;
        }
        return known;
    }

    @Override
    public synchronized Compose compose() {
        Compose known = compose;
        if (known == null) {
            known = new ComposeProcess(environment, files, programs);
            compose = known;
        }
        return known;
    }

    @Override
    public synchronized Postgres postgres() {
        Postgres known = postgres;
        if (known == null) {
            known = new Jdbc(PATIENCE);
            postgres = known;
        }
        return known;
    }

    @Override
    public synchronized Web web() {
        Web known = web;
        if (known == null) {
            known = new HttpWeb(environment, PATIENCE, trust());
            web = known;
        }
        return known;
    }

    private static SSLContext trust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
