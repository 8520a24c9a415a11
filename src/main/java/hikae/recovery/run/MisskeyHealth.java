package hikae.recovery.run;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.config.DefaultYml;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks Misskey whether it answers: {@code /healthz} says 200 only when database and Redis answer. Asked from the network
 * it is on, because its port need not be published.
 *
 * @param target whose Misskey
 */
public record MisskeyHealth(RestoreTarget target) {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int CONFIG = 1 << 20;
    private static final int RESTARTS = 3;
    private static final Set<String> DEAD = Set.of("recovery-web-gone", "recovery-web-dead");
    private static final String ASK =
            "exec 3<>\"/dev/tcp/$1/$2\" && printf 'GET /healthz HTTP/1.0\\r\\nHost: %s\\r\\n\\r\\n'"
                    + " \"$3\" >&3 && read -r -t 10 -u 3 line && printf '%s' \"$line\"";

    /** Whether it answers at this moment. */
    public MisskeyAnswer now(Host host, PsqlContainer client) {
        try {
            if (isApart(host)) {
                return MisskeyAnswer.UNSEEN;
            }
            return answers(host, client, port(host)) ? MisskeyAnswer.ANSWERS : MisskeyAnswer.SILENT;
        } catch (ProblemException e) {
            return DEAD.contains(e.problem().id()) ? MisskeyAnswer.SILENT : MisskeyAnswer.UNSEEN;
        }
    }

    /** Whether it runs where a client beside the database cannot ask it, such as on the other side of a pooler. */
    public boolean isApart(Host host) {
        String network = target.database().network();
        return new Containers(host.docker(), target)
                .web()
                .filter(Docker.Container::isRunning)
                .filter(web ->
                        web.networks().stream().noneMatch(at -> at.network().equals(network)))
                .isPresent();
    }

    /**
     * The same, where it can be asked.
     *
     * @param port what {@link #port} says, read once for many questions
     * @throws ProblemException {@code recovery-web-gone}, {@code recovery-web-dead} when it does not run
     */
    public boolean answers(Host host, PsqlContainer client, int port) {
        Containers containers = new Containers(host.docker(), target);
        Docker.Container web = containers
                .web()
                .orElseThrow(() -> ProblemException.of(
                        "recovery-web-gone", target.misskey().directory()));
        boolean dead = web.state().equals("exited") || web.restarts() >= RESTARTS;
        if (dead && !web.isRunning()) {
            throw ProblemException.of("recovery-web-dead", web.name(), lastLine(host, web));
        }
        Optional<String> address = web.networks().stream()
                .filter(at -> at.network().equals(target.database().network()))
                .flatMap(at -> at.address().stream())
                .findFirst();
        return address.isPresent() && said(client, address.get(), port).contains(" 200");
    }

    private String said(PsqlContainer client, String address, int port) {
        List<String> words =
                List.of(address, String.valueOf(port), target.misskey().host());
        return client.shell(ServerQueries.MAINTENANCE, ASK, words, LIMIT).output();
    }

    /** Where it listens, by its settings. */
    public int port(Host host) {
        Path config = Path.of(target.misskey().settings());
        return host.files().readIfThere(config, CONFIG).map(DefaultYml::webPort).orElse(DefaultYml.WEB_PORT);
    }

    private static String lastLine(Host host, Docker.Container web) {
        return host.docker()
                .log(web.id(), 20)
                .lines()
                .reduce((first, second) -> second)
                .orElse("-");
    }
}
