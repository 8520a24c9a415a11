package hikae.recovery;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes the containers of Misskey and of its database; no data is in them. Only stopped, a reboot could bring Misskey
 * up on an empty database, and a container keeps the directory it was started with under whatever name.
 *
 * @param ground where the run works
 * @param newHome whether nothing has served here yet
 */
record TakeAway(Ground ground, boolean newHome) implements Step {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Override
    public String id() {
        return "take-away";
    }

    @Override
    public Say title() {
        return Say.of("step.take-away");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Say.of(newHome ? "step.take-away.new" : "step.take-away.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        Notes notes = ground.notes(host);
        Target target = ground.target();
        notes.putFirst(Note.STOPPED, List.of(target.misskey().webService()));
        List<String> known = host.compose().services(target.composeProject());
        List<Docker.Container> unknown = unknown(host, known);
        Set<String> services = new LinkedHashSet<>(target.misskey().services());
        for (Docker.Container one : new Containers(host.docker(), target).misskey()) {
            one.service().ifPresent(services::add);
        }
        services.retainAll(known);
        takeAway(host, List.copyOf(services), progress); // before the database: it must never meet an empty one
        unknown.forEach(one -> remove(host, one, progress));
        takeAway(host, List.of(target.misskey().databaseService()), progress);
    }

    /** Of services that were taken out of the compose files: Compose refuses to hear of them. */
    private List<Docker.Container> unknown(Host host, List<String> known) {
        Containers containers = new Containers(host.docker(), ground.target());
        List<Docker.Container> unknown = containers.misskey().stream()
                .filter(one -> one.service().filter(known::contains).isEmpty())
                .toList();
        unknown.stream()
                .filter(one -> !containers.isMisskeyItself(one))
                .findFirst()
                .ifPresent(one -> {
                    throw ProblemException.of(
                            "recovery-container-unclear",
                            one.name(),
                            one.service().orElse("-"));
                });
        return unknown;
    }

    private static void remove(Host host, Docker.Container one, Progress progress) {
        host.docker().stop(one.id(), GRACE);
        if (one.mounts().stream().anyMatch(Docker.Mount::isNameless)) { // it would go with its container
            host.docker().restartPolicy(one.id(), "no");
            progress.said("Container " + one.name() + "  Stopped");
        } else {
            host.docker().remove(one.id());
            progress.said("Container " + one.name() + "  Removed");
        }
    }

    private void takeAway(Host host, List<String> services, Progress progress) {
        host.compose().takeAway(ground.target().composeProject(), services, progress::said);
    }
}
