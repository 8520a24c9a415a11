package hikae.demo;

import hikae.host.Compose;
import java.nio.file.Path;
import java.util.List;
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
        return "docker compose up -d " + (forceRecreate ? "--force-recreate " : "") + service;
    }

    @Override
    public void validate(Path directory) {
        // what we write is sound here; the real Compose is asked on a real server
    }

    @Override
    public List<String> services(Path directory) {
        return List.of("db-backup");
    }
}
