package hikae.status.look;

import hikae.host.Compose;
import hikae.host.ContainerSpec;
import hikae.host.Docker;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Host;
import hikae.host.Postgres;
import hikae.host.Talk;
import hikae.host.Web;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A host whose Docker is looked at once: engine, containers and networks are the same however often one asks. */
final class CachingHost implements Host {
    private final Host host;
    private final Docker docker;

    CachingHost(Host host) {
        this.host = host;
        this.docker = new Once(host.docker());
    }

    @Override
    public Environment environment() {
        return host.environment();
    }

    @Override
    public Files files() {
        return host.files();
    }

    @Override
    public Docker docker() {
        return docker;
    }

    @Override
    public Compose compose() {
        return host.compose();
    }

    @Override
    public Postgres postgres() {
        return host.postgres();
    }

    @Override
    public Web web() {
        return host.web();
    }

    private static final class Once implements Docker {
        private final Docker docker;
        private @Nullable Engine engine;
        private @Nullable List<Container> containers;
        private @Nullable List<Network> networks;

        Once(Docker docker) {
            this.docker = docker;
        }

        @Override
        public Engine engine() {
            Engine known = engine;
            if (known == null) {
                known = docker.engine();
                engine = known;
            }
            return known;
        }

        @Override
        public List<Container> containers() {
            List<Container> known = containers;
            if (known == null) {
                known = docker.containers();
                containers = known;
            }
            return known;
        }

        @Override
        public List<Network> networks() {
            List<Network> known = networks;
            if (known == null) {
                known = docker.networks();
                networks = known;
            }
            return known;
        }

        @Override
        public Optional<Container> container(String idOrName) {
            return docker.container(idOrName);
        }

        @Override
        public Optional<Volume> volume(String name) {
            return docker.volume(name);
        }

        @Override
        public Optional<Image> image(String name) {
            return docker.image(name);
        }

        @Override
        public boolean hasImage(String image) {
            return docker.hasImage(image);
        }

        @Override
        public Result exec(String containerId, List<String> command, Duration limit) {
            return docker.exec(containerId, command, limit);
        }

        @Override
        public Result exec(String containerId, List<String> command, Duration limit, Consumer<String> lines) {
            return docker.exec(containerId, command, limit, lines);
        }

        @Override
        public Result exec(String containerId, List<String> command, Duration limit, Talk talk) {
            return docker.exec(containerId, command, limit, talk);
        }

        @Override
        public Result run(Throwaway throwaway, Duration limit) {
            return docker.run(throwaway, limit);
        }

        @Override
        public String log(String containerId, Instant from, Instant until) {
            return docker.log(containerId, from, until);
        }

        @Override
        public String log(String containerId, int lines) {
            return docker.log(containerId, lines);
        }

        @Override
        public String runDetached(ContainerSpec spec) {
            return docker.runDetached(spec);
        }

        @Override
        public boolean reserve(String name, String image, Map<String, String> labels) {
            return docker.reserve(name, image, labels);
        }

        @Override
        public void remove(String idOrName) {
            docker.remove(idOrName);
        }

        @Override
        public void stop(String idOrName, Duration grace) {
            docker.stop(idOrName, grace);
        }

        @Override
        public void start(String idOrName) {
            docker.start(idOrName);
        }

        @Override
        public void restart(String idOrName, Duration grace) {
            docker.restart(idOrName, grace);
        }

        @Override
        public void restartPolicy(String idOrName, String policy) {
            docker.restartPolicy(idOrName, policy);
        }
    }
}
