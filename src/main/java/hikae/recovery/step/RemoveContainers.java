package hikae.recovery.step;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.run.Containers;
import hikae.recovery.run.Note;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.text.Message;
import hikae.text.ProblemException;
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
 * @param context where the run works
 * @param newHome whether nothing has served here yet
 */
public record RemoveContainers(RunContext context, boolean newHome) implements Step {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Override
    public String id() {
        return "take-away";
    }

    @Override
    public Message title() {
        return Message.of("step.take-away");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of(newHome ? "step.take-away.new" : "step.take-away.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        RunNotes notes = context.notes(host);
        RestoreTarget target = context.target();
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
        Containers containers = new Containers(host.docker(), context.target());
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
        host.compose().takeAway(context.target().composeProject(), services, progress::said);
    }
}
