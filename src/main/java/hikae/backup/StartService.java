package hikae.backup;

import hikae.host.Host;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the backup service with what compose.yml now says; only this service, never Misskey's.
 *
 * @param directory where its compose.yml is
 * @param forceRecreate whether the container must be made anew: a password file was replaced, or its network
 *     was made anew while it did not run (Compose before 2.32 does not see either)
 * @param command the same as the operator would type it
 * @param service its name in compose.yml
 * @param agreed what it was known to mean when that was shown
 */
public record StartService(Path directory, boolean forceRecreate, String command, String service, ComposeRisk agreed)
        implements Step {

    @Override
    public String id() {
        return "start " + service;
    }

    @Override
    public Say title() {
        return Say.of("step.start-service", service);
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
    }
}
