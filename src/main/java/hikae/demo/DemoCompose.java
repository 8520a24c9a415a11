package hikae.demo;

import hikae.host.Compose;
import hikae.host.ComposeProject;
import hikae.text.ProblemException;
import hikae.text.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Compose on the made-up server. */
final class DemoCompose implements Compose {
    private final DemoDocker docker;

    DemoCompose(DemoDocker docker) {
        this.docker = docker;
    }

    @Override
    public Found found() {
        return new Found(List.of("docker", "compose"), "2.40.3");
    }

    @Override
    public void up(Path directory, String service, boolean forceRecreate, Consumer<String> lines) {
        lines.accept("Container misskey-backup-" + service + "-1  Creating");
        docker.start(directory, service);
        lines.accept("Container misskey-backup-" + service + "-1  Started");
    }

    @Override
    public String upCommand(String service, boolean forceRecreate) {
        return "docker compose up -d " + (forceRecreate ? "--force-recreate " : "") + Shell.word(service);
    }

    @Override
    public void validate(Path directory) {
        // what we write is sound here; the real Compose is asked on a real server
    }

    /** What is written is all there is. */
    @Override
    public Optional<String> model(Path directory, byte[] file) {
        return Optional.of("{}");
    }

    @Override
    public List<String> services(ComposeProject of) {
        return docker.made().services(of.name().orElseThrow());
    }

    @Override
    public Config config(ComposeProject of) {
        return new Config(DemoTexts.COMPOSE_JSON, false, List.of(), Optional.empty());
    }

    @Override
    public void start(ComposeProject of, List<String> services, Consumer<String> lines) {
        String project = of.name().orElseThrow();
        List<String> wanted = services.isEmpty() ? docker.made().services(project) : services;
        for (String service : wanted) {
            if (!docker.made().start(project, service)) {
                throw missing(service);
            }
            lines.accept("Container " + project + "-" + service + "-1  Started");
        }
    }

    private static ProblemException missing(String service) {
        return ProblemException.of("compose-no-service", service, "no such service: " + service);
    }

    @Override
    public void takeAway(ComposeProject of, List<String> services, Consumer<String> lines) {
        String project = of.name().orElseThrow();
        for (String service : services) {
            if (!services(of).contains(service)) {
                throw missing(service);
            }
            docker.made().of(project, service).ifPresent(there -> {
                docker.remove(there.id());
                lines.accept("Container " + there.name() + "  Removed");
            });
        }
    }
}
