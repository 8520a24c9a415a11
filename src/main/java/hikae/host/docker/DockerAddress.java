package hikae.host.docker;

import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Plain;
import hikae.text.Json;
import hikae.text.ProblemException;
import hikae.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the engine answers, found as the docker command finds it: DOCKER_HOST, DOCKER_CONTEXT, the current
 * context of config.json, the usual socket. Only a socket of this host is taken.
 */
public final class DockerAddress {
    private static final String USUAL = "unix:///var/run/docker.sock";
    private static final String UNIX = "unix://";
    private static final int LIMIT = 1 << 20;

    private final Environment environment;
    private final Files files;

    public DockerAddress(Environment environment, Files files) {
        this.environment = environment;
        this.files = files;
    }

    /** The path of the socket; a problem when the engine is not on this host. */
    public Path socket() {
        String address = address();
        if (!address.startsWith(UNIX + "/")) {
            throw ProblemException.of("docker-elsewhere", Plain.sentence(address));
        }
        return Path.of(address.substring(UNIX.length()));
    }

    private String address() {
        return environment
                .variable("DOCKER_HOST")
                .orElseGet(() -> context()
                        .filter(name -> !name.equals("default"))
                        .map(this::hostOf)
                        .orElse(USUAL));
    }

    private Optional<String> context() {
        return environment
                .variable("DOCKER_CONTEXT")
                .or(() ->
                        json(configuration().resolve("config.json")).flatMap(config -> text(config, "currentContext")));
    }

    private String hostOf(String context) {
        Path meta = configuration()
                .resolve("contexts")
                .resolve("meta")
                .resolve(Sha256.of(context))
                .resolve("meta.json");
        return json(meta)
                .flatMap(all -> map(all, "Endpoints"))
                .flatMap(endpoints -> map(endpoints, "docker"))
                .flatMap(docker -> text(docker, "Host"))
                .orElseThrow(() -> ProblemException.of("docker-context", Plain.sentence(context)));
    }

    /** As the docker command does it: of the HOME of this process, also under sudo. */
    private Path configuration() {
        return environment
                .variable("DOCKER_CONFIG")
                .map(Path::of)
                .orElseGet(() -> environment
                        .variable("HOME")
                        .map(Path::of)
                        .orElse(environment.home())
                        .resolve(".docker"));
    }

    private Optional<Map<String, Object>> json(Path path) {
        return files.readIfThere(path, LIMIT)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .flatMap(Json::object);
    }

    private static Optional<String> text(Map<String, Object> map, String key) {
        return Optional.ofNullable(map.get(key)).map(String::valueOf).filter(value -> !value.isEmpty());
    }

    @SuppressWarnings("unchecked") // Json.object makes text keys only
    private static Optional<Map<String, Object>> map(Map<String, Object> map, String key) {
        return map.get(key) instanceof Map<?, ?> inner ? Optional.of((Map<String, Object>) inner) : Optional.empty();
    }
}
