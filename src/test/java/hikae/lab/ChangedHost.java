package hikae.lab;

import hikae.host.Compose;
import hikae.host.ComposeProject;
import hikae.host.Docker;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Host;
import hikae.host.Postgres;
import hikae.host.Web;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A real host with one part of a test's own, such as a database that cannot be reached. */
public record ChangedHost(
        Environment environment, Files files, Docker docker, Compose compose, Postgres postgres, Web web)
        implements Host {
    /** The same host with other looks at its databases. */
    public static Host with(Host host, Postgres postgres) {
        return new ChangedHost(host.environment(), host.files(), host.docker(), host.compose(), postgres, host.web());
    }

    /** The same host in another network. */
    public static Host inNetwork(Host host, Web web) {
        return new ChangedHost(host.environment(), host.files(), host.docker(), host.compose(), host.postgres(), web);
    }

    /** The same host, on which something happens just before a service is started. */
    public static Host disturbed(Host host, Consumer<Path> beforeUp) {
        Compose real = host.compose();
        Compose disturbed = new Compose() {
            @Override
            public Found found() {
                return real.found();
            }

            @Override
            public void up(Path directory, String service, boolean forceRecreate, Consumer<String> lines) {
                beforeUp.accept(directory);
                real.up(directory, service, forceRecreate, lines);
            }

            @Override
            public String upCommand(String service, boolean forceRecreate) {
                return real.upCommand(service, forceRecreate);
            }

            @Override
            public void validate(Path directory) {
                real.validate(directory);
            }

            @Override
            public Optional<String> model(Path directory, byte[] file) {
                return real.model(directory, file);
            }

            @Override
            public List<String> services(ComposeProject project) {
                return real.services(project);
            }

            @Override
            public Config config(ComposeProject project) {
                return real.config(project);
            }

            @Override
            public void start(ComposeProject project, List<String> services, Consumer<String> lines) {
                real.start(project, services, lines);
            }

            @Override
            public void takeAway(ComposeProject project, List<String> services, Consumer<String> lines) {
                real.takeAway(project, services, lines);
            }
        };
        return new ChangedHost(host.environment(), host.files(), host.docker(), disturbed, host.postgres(), host.web());
    }
}
