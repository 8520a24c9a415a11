package hikae.recovery;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.Say;
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
 * @param ground where the run works
 */
record StartWeb(Ground ground) implements Step {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Override
    public String id() {
        return "start-web";
    }

    @Override
    public Say title() {
        return Say.of("step.start-web");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Say.of("step.start-web.note")));
    }

    /** None = all to Compose, so the one that serves is named whether it is there or not. */
    private static void startThose(Host host, Target target, Progress progress) {
        List<String> services = target.servicesNow(host.compose());
        host.compose()
                .start(
                        target.composeProject(),
                        services.isEmpty() ? List.of(target.misskey().webService()) : services,
                        progress::said);
    }

    private void startAll(Host host, Progress progress) {
        Target target = ground.target();
        host.compose().start(target.composeProject(), List.of(), progress::said);
    }

    @Override
    public void run(Host host, Progress progress) {
        Notes notes = ground.notes(host);
        Optional<List<String>> stopped = notes.get(Note.STOPPED);
        if (stopped.isEmpty()) {
            return; // it was never stopped
        }
        Switch.learn(host, ground); // never started on a database of which it is not known which one it is
        Containers containers = new Containers(host.docker(), ground.target());
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
            Target target = ground.target();
            startThose(host, target, progress);
        }
    }
}
