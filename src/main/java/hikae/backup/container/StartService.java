package hikae.backup.container;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts the backup service with what compose.yml now says; only this service, never Misskey's.
 *
 * @param directory where its compose.yml is
 * @param forceRecreate whether the container must be recreated: a password file was replaced, or its network
 *     was recreated while it did not run (Compose before 2.32 does not see either)
 * @param command the same as the operator would type it
 * @param service its name in compose.yml
 * @param agreed what it was known to mean when that was shown
 */
public record StartService(Path directory, boolean forceRecreate, String command, String service, ComposeRisk agreed)
        implements Step {
    private static final Duration GRACE = Duration.ofSeconds(1);

    @Override
    public String id() {
        return "start " + service;
    }

    @Override
    public Message title() {
        return Message.of("step.start-service", service);
    }

    @Override
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>(List.of(new Change.CommandChange(directory, command)));
        changes.addAll(agreed.changes());
        return changes;
    }

    @Override
    public void run(Host host, Progress progress) {
        agreed.demandNoMore(ComposeRisk.look(host, directory, true));
        host.compose().validate(directory);
        host.compose().up(directory, service, forceRecreate, progress::said);
        agreed.writer().ifPresent(whom -> demandMountsOfHere(host, whom));
    }

    /** It was started from a directory where another could lay a link at that moment: then it is stopped again. */
    private void demandMountsOfHere(Host host, String whom) {
        for (Docker.Container one : host.docker().containers()) {
            boolean started = one.service().filter(service::equals).isPresent()
                    && one.composeDirectory().filter(directory::equals).isPresent();
            Optional<String> other = started ? MountedElsewhere.in(host, one) : Optional.empty();
            if (other.isPresent()) {
                host.docker().stop(one.id(), GRACE);
                throw ProblemException.of("service-mount-elsewhere", other.get(), one.name(), whom);
            }
        }
    }
}
