package hikae.backup.container;

import hikae.backup.settings.BackupSettings;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.schedule.ZoneChoice;
import hikae.text.Finding;
import hikae.text.Json;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Secret;
import hikae.work.Change;
import hikae.work.Pause;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proves that the backup service will really run at its time: started and not restarting, on the network
 * Misskey uses now, the schedule active that compose.yml says, the clock in the right zone, and the database
 * open to it. A container that merely runs proves nothing: with a schedule it cannot read it runs, calls
 * itself healthy, and never makes a backup.
 *
 * @param settings what it must be
 */
public record ProveArmed(BackupSettings settings) implements Step {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final String HEALTH_PORT = "8080";
    private static final int LOG_LINES = 200;

    @Override
    public String id() {
        return "prove " + settings.unit().service();
    }

    @Override
    public Message title() {
        return Message.of("step.prove-armed");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.prove-armed.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        Docker.Container container = awaitAnswer(host);
        progress.found(Finding.ok(Message.of("armed.running", container.name())));
        for (Check check : List.<Check>of(this::network, this::schedule, this::log, this::zone, this::login)) {
            progress.found(check.look(host, container));
        }
    }

    private interface Check {
        Finding look(Host host, Docker.Container container);
    }

    /** Waits until it runs and its port answers; a container that restarts is a failure at once. */
    private Docker.Container awaitAnswer(Host host) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            Optional<Docker.Container> container =
                    BackupService.look(host.docker(), settings.project()).container();
            container
                    .filter(one -> one.restarts() > 0 || one.state().equals("restarting"))
                    .ifPresent(one -> {
                        throw ProblemException.of(
                                "backup-restarting", one.name(), BackupService.lastWords(host.docker(), one));
                    });
            if (container.filter(Docker.Container::isRunning).isPresent()
                    && status(host, container.get()).isPresent()) {
                return container.get();
            }
            if (Instant.now().isAfter(end)) {
                String name = container.map(Docker.Container::name).orElse(settings.project());
                throw ProblemException.of(
                        "backup-not-started",
                        name,
                        container
                                .map(one -> BackupService.lastWords(host.docker(), one))
                                .orElse("-"));
            }
            Pause.of(LOOK_AGAIN);
        }
    }

    private Finding network(Host host, Docker.Container container) {
        String network = settings.database().network();
        return BackupService.look(host.docker(), settings.project()).isOn(network)
                ? Finding.ok(Message.of("armed.network", network))
                : Finding.no(Problem.of("armed-network", container.name(), network, settings.directory()));
    }

    private Finding schedule(Host host, Docker.Container container) {
        String active = status(host, container)
                .map(json -> String.valueOf(json.getOrDefault("Schedule", "")))
                .orElse("");
        String wanted = settings.timing().schedule();
        return active.equals(wanted)
                ? Finding.ok(Message.of("armed.schedule", wanted))
                : Finding.no(Problem.of("armed-schedule", active, wanted));
    }

    private Finding log(Host host, Docker.Container container) {
        String wanted = settings.timing().schedule();
        boolean named = host.docker()
                .log(container.id(), LOG_LINES)
                .lines()
                .anyMatch(line -> line.contains(BackupService.GREETING + wanted));
        return named
                ? Finding.ok(Message.of("armed.log", wanted))
                : Finding.no(Problem.of("armed-log", container.name(), wanted));
    }

    private Finding zone(Host host, Docker.Container container) {
        Optional<ZoneChoice> known = ZoneChoice.understood(settings.timing().zone());
        if (known.isEmpty()) {
            return Finding.no(ZoneChoice.problem(settings.timing().zone()));
        }
        ZoneId zone = known.get().zone();
        String wanted = DateTimeFormatter.ofPattern("xx")
                .format(host.environment().clock().instant().atZone(zone));
        String shown = host.docker()
                .exec(container.id(), List.of("date", "+%z"), LIMIT)
                .output()
                .strip();
        return shown.equals(wanted)
                ? Finding.ok(Message.of("armed.zone", zone.getId(), wanted))
                : Finding.no(Problem.of("armed-zone", shown, wanted, zone.getId()));
    }

    private Finding login(Host host, Docker.Container container) {
        Docker.Result result = BackupService.login(host.docker(), container);
        return result.exitCode() == 0 && result.output().strip().equals("1")
                ? Finding.ok(Message.of(
                        "armed.login",
                        settings.database().user(),
                        settings.database().name()))
                : Finding.no(Problem.of("armed-login", settings.database().user(), result.why()));
    }

    /** What the image's port, usually 8080, says, asked inside the container; empty until it answers. */
    private static Optional<Map<String, Object>> status(Host host, Docker.Container container) {
        Secret port = container.env().getOrDefault("HEALTHCHECK_PORT", new Secret(HEALTH_PORT));
        List<String> ask = List.of("curl", "-s", "-m", "5", "http://localhost:" + port.reveal() + "/");
        try {
            return Json.object(host.docker().exec(container.id(), ask, LIMIT).output());
        } catch (ProblemException e) {
            return Optional.empty(); // it may have stopped between the look and the question
        }
    }
}
