package hikae.demo;

import hikae.host.ContainerSpec;
import hikae.host.Docker;
import hikae.host.Docker.Container;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The containers of the made-up server, which can be started, stopped and removed. */
final class DemoContainers {
    private static final String PROJECT = "com.docker.compose.project";
    private static final String SERVICE = "com.docker.compose.service";

    private final Clock clock;
    private final List<Container> all = new ArrayList<>();
    private final Map<String, Container> made = new LinkedHashMap<>();
    private int started;

    DemoContainers(Clock clock) {
        this.clock = clock;
    }

    synchronized List<Container> all() {
        return List.copyOf(all);
    }

    synchronized Optional<Container> find(String idOrName) {
        return all.stream()
                .filter(one -> one.id().equals(idOrName) || one.name().equals(idOrName))
                .findFirst();
    }

    /** The one that must be there. */
    Container need(String idOrName) {
        return find(idOrName)
                .orElseThrow(() -> ProblemException.of("docker-no-container", "No such container: " + idOrName));
    }

    /** Makes a service's container, in the place of the one before. */
    synchronized void make(
            String project,
            String service,
            String image,
            Map<String, String> env,
            List<String> networks,
            Path directory,
            List<Docker.Mount> mounts) {
        Map<String, String> labels = Map.of(
                PROJECT,
                project,
                SERVICE,
                service,
                "com.docker.compose.oneoff",
                "False",
                "com.docker.compose.project.working_dir",
                directory.toString());
        Instant since = clock.instant().minus(Duration.ofDays(12));
        Container container = container(
                "id-of-" + project + "-" + service,
                project + "-" + service + "-1",
                image,
                since,
                labels,
                env,
                networks.stream().map(name -> attached(name, service)).toList(),
                mounts,
                "always");
        remove(container.id());
        all.add(container);
        made.put(key(project, service), container);
    }

    synchronized String start(ContainerSpec wanted) {
        started++;
        String id = "id-of-helper-" + started;
        boolean alone = wanted.network().equals("none") || wanted.network().startsWith("container:");
        List<Docker.Attachment> networks = alone ? List.of() : List.of(attached(wanted.network(), "helper-" + started));
        all.add(container(
                id,
                "helper-" + started,
                wanted.image(),
                clock.instant(),
                wanted.labels(),
                wanted.env(),
                networks,
                List.of(),
                "no"));
        return id;
    }

    synchronized void remove(String idOrName) {
        all.removeIf(one -> one.id().equals(idOrName) || one.name().equals(idOrName));
    }

    /** As Compose does: what was taken away is made again, what stands still is started. */
    synchronized boolean start(String project, String service) {
        Container known = made.get(key(project, service));
        if (known == null) {
            return false;
        }
        if (find(known.id()).isEmpty()) {
            all.add(changed(known, "running", clock.instant(), known.restartPolicy()));
        } else {
            state(known.id(), "running");
        }
        return true;
    }

    /** Services of a project, in the order in which they were made. */
    synchronized List<String> services(String project) {
        return made.values().stream()
                .filter(one -> project.equals(one.labels().get(PROJECT)))
                .map(one -> one.labels().getOrDefault(SERVICE, ""))
                .toList();
    }

    /** The container of a service, if there is one right now. */
    synchronized Optional<Container> of(String project, String service) {
        return Optional.ofNullable(made.get(key(project, service))).flatMap(one -> find(one.id()));
    }

    synchronized void state(String idOrName, String state) {
        Container now = need(idOrName);
        if (!now.state().equals(state)) {
            Instant since = state.equals("running") ? clock.instant() : now.startedAt();
            put(changed(now, state, since, now.restartPolicy()));
        }
    }

    synchronized void restart(String idOrName) {
        Container now = need(idOrName);
        put(changed(now, "running", clock.instant(), now.restartPolicy()));
    }

    synchronized void restartPolicy(String idOrName, String policy) {
        Container now = need(idOrName);
        put(changed(now, now.state(), now.startedAt(), policy));
    }

    private void put(Container container) {
        all.replaceAll(one -> one.id().equals(container.id()) ? container : one);
    }

    private static String key(String project, String service) {
        return project + "/" + service;
    }

    private static Docker.Attachment attached(String network, String alias) {
        return new Docker.Attachment(network, "id-of-" + network, Optional.of("172.19.0.2"), List.of(alias));
    }

    private static Container changed(Container of, String state, Instant since, String policy) {
        return new Container(
                of.id(),
                of.name(),
                of.image(),
                state,
                of.health(),
                since,
                of.restarts(),
                of.labels(),
                of.env(),
                of.networks(),
                of.mounts(),
                policy,
                of.imageId());
    }

    private static Container container(
            String id,
            String name,
            String image,
            Instant since,
            Map<String, String> labels,
            Map<String, String> env,
            List<Docker.Attachment> networks,
            List<Docker.Mount> mounts,
            String policy) {
        Map<String, Secret> secret = new LinkedHashMap<>();
        env.forEach((key, value) -> secret.put(key, new Secret(value)));
        return new Container(
                id,
                name,
                image,
                "running",
                Optional.empty(),
                since,
                0,
                labels,
                secret,
                networks,
                mounts,
                policy,
                "id-of-" + image);
    }
}
