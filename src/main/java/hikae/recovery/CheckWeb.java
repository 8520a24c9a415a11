package hikae.recovery;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.DefaultYml;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Pause;
import hikae.work.Progress;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Waits until Misskey answers: {@code /healthz} says 200 only when database and Redis answer. Asked from the network it
 * is on, because its port need not be published.
 *
 * @param ground where the run works
 */
record CheckWeb(Ground ground) implements Step {
    /** Migrations of a newer Misskey run at its start. */
    private static final Duration MOST = Duration.ofMinutes(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int CONFIG = 1 << 20;
    private static final int RESTARTS = 3;
    private static final Set<String> DEAD = Set.of("recovery-web-gone", "recovery-web-dead");
    private static final String ASK =
            "exec 3<>\"/dev/tcp/$1/$2\" && printf 'GET /healthz HTTP/1.0\\r\\nHost: %s\\r\\n\\r\\n'"
                    + " \"$3\" >&3 && read -r -t 10 -u 3 line && printf '%s' \"$line\"";

    @Override
    public String id() {
        return "check-web";
    }

    @Override
    public Say title() {
        return Say.of("step.check-web");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        Notes notes = ground.notes(host);
        if (notes.get(Note.STOPPED).orElse(List.of()).isEmpty()) {
            progress.found(Finding.warning(
                    Problem.of("recovery-web-was-off", ground.target().misskey().host())));
            return;
        }
        if (isApart(host)) {
            progress.found(Finding.warning(
                    Problem.of("recovery-web-apart", ground.target().database().network())));
            return;
        }
        int port = port(host);
        Client client = ground.client(host);
        if (!Pause.until(MOST, LOOK_AGAIN, () -> answers(host, client, port))) {
            throw ProblemException.of(
                    "recovery-web-silent",
                    MOST.toMinutes(),
                    ground.target().misskey().directory());
        }
        serves(client, notes);
        Instant now = host.environment().clock().instant();
        notes.put(Note.ONLINE_AT, now);
        Downtime.since(notes).ifPresent(since -> progress.clocked(Downtime.clock(), since, Optional.of(now)));
        progress.found(Finding.ok(Say.of("recovery.web-answers")));
    }

    /** What answers must be what was switched in; somebody may have changed names meanwhile. */
    private void serves(Client client, Notes notes) {
        String name = ground.target().database().name();
        Optional<Long> wanted = notes.get(Note.INCOMING_OID);
        boolean serves = Optional.ofNullable(Survey.databases(client).get(name))
                .filter(live -> wanted.isEmpty() || wanted.get() == live.oid())
                .isPresent();
        if (!serves) {
            throw ProblemException.of("recovery-not-switched", name);
        }
    }

    /** Whether it answers at this moment. */
    MisskeyAnswer now(Host host, Client client) {
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
    private boolean isApart(Host host) {
        String network = ground.target().database().network();
        return new Containers(host.docker(), ground.target())
                .web()
                .filter(Docker.Container::isRunning)
                .filter(web ->
                        web.networks().stream().noneMatch(at -> at.network().equals(network)))
                .isPresent();
    }

    private boolean answers(Host host, Client client, int port) {
        Containers containers = new Containers(host.docker(), ground.target());
        Docker.Container web = containers
                .web()
                .orElseThrow(() -> ProblemException.of(
                        "recovery-web-gone", ground.target().misskey().directory()));
        boolean dead = web.state().equals("exited") || web.restarts() >= RESTARTS;
        if (dead && !web.isRunning()) {
            throw ProblemException.of("recovery-web-dead", web.name(), lastLine(host, web));
        }
        Optional<String> address = web.networks().stream()
                .filter(at -> at.network().equals(ground.target().database().network()))
                .flatMap(at -> at.address().stream())
                .findFirst();
        return address.isPresent() && said(client, address.get(), port).contains(" 200");
    }

    private String said(Client client, String address, int port) {
        List<String> words =
                List.of(address, String.valueOf(port), ground.target().misskey().host());
        return client.shell(Survey.MAINTENANCE, ASK, words, LIMIT).output();
    }

    private int port(Host host) {
        Path config = Path.of(ground.target().misskey().settings());
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
