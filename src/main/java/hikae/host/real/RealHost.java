package hikae.host.real;

import hikae.host.Compose;
import hikae.host.Docker;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Host;
import hikae.host.Postgres;
import hikae.host.Programs;
import hikae.host.Web;
import hikae.host.compose.ComposeProcess;
import hikae.host.docker.DockerEngine;
import hikae.host.files.RealFiles;
import hikae.host.net.HttpWeb;
import hikae.host.net.Jdbc;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
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
            known = new ComposeProcess(environment, files, programs, this::hash);
            compose = known;
        }
        return known;
    }

    private Optional<String> hash(Path directory, String service) {
        return docker().containers().stream()
                .filter(one -> one.composeDirectory().filter(directory::equals).isPresent())
                .filter(one -> one.service().filter(service::equals).isPresent() && !one.isOneOff())
                .flatMap(one -> one.label("com.docker.compose.config-hash").stream())
                .findFirst();
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
