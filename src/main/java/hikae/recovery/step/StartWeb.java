package hikae.recovery.step;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.run.Containers;
import hikae.recovery.run.Downtime;
import hikae.recovery.run.Note;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Starts Misskey's containers that ran before. One that came up by itself before the switch (a restart of the engine,
 * somebody's {@code up -d}) still talks to the old database and is started again.
 *
 * @param context where the run works
 */
public record StartWeb(RunContext context) implements Step {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Override
    public String id() {
        return "start-web";
    }

    @Override
    public Message title() {
        return Message.of("step.start-web");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.start-web.note")));
    }

    /** None = all to Compose, so the one that serves is named whether it is there or not. */
    private static void startThose(Host host, RestoreTarget target, Progress progress) {
        List<String> services = target.servicesNow(host.compose());
        host.compose()
                .start(
                        target.composeProject(),
                        services.isEmpty() ? List.of(target.misskey().webService()) : services,
                        progress::said);
    }

    private void startAll(Host host, Progress progress) {
        RestoreTarget target = context.target();
        host.compose().start(target.composeProject(), List.of(), progress::said);
    }

    @Override
    public void run(Host host, Progress progress) {
        RunNotes notes = context.notes(host);
        Optional<List<String>> stopped = notes.get(Note.STOPPED);
        if (stopped.isEmpty()) {
            return; // it was never stopped
        }
        Switch.learn(host, context); // never started on a database of which it is not known which one it is
        Containers containers = new Containers(host.docker(), context.target());
        Optional<Instant> switched = notes.get(Note.SWITCHED_AT);
        List<Docker.Container> misskey = containers.misskey();
        for (Docker.Container one : misskey) {
            boolean ran = stopped.get().contains(one.name());
            if (one.isRunning()
                    && switched.filter(at -> !one.startedAt().isAfter(at)).isPresent()) {
                host.docker().restart(one.id(), GRACE);
            } else if (ran && !one.isRunning()) {
                host.docker().start(one.id());
            }
        }
        if (switched.isEmpty()) { // the way back: nobody waits for its answer any more
            Instant now = host.environment().clock().instant();
            Downtime.since(notes).ifPresent(since -> progress.clocked(Downtime.clock(), since, Optional.of(now)));
        }
        if (notes.is(Note.CLUSTER_READY)) {
            startAll(host, progress); // its containers were taken away, and whatever it needs may be gone, too
        } else if (containers.web().isEmpty()) {
            RestoreTarget target = context.target();
            startThose(host, target, progress);
        }
    }
}
