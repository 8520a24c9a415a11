package hikae.recovery;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Stops Misskey: from here it is offline. Only its own containers; each that ran is noted, so that the same are started
 * again.
 *
 * @param ground where the run works
 */
record StopWeb(Ground ground) implements Step {
    /** What journals call it; it stays. */
    static final String ID = "stop-web";

    /** As long as Docker itself waits; Misskey's queue may need it. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Say title() {
        return Say.of("step.stop-web");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Say.of("step.stop-web.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        Notes notes = ground.notes(host);
        List<Docker.Container> running = new Containers(host.docker(), ground.target())
                .misskey().stream().filter(Docker.Container::isRunning).toList();
        notes.putFirst(
                Note.STOPPED, running.stream().map(Docker.Container::name).toList());
        notes.putFirst(Note.ANSWERED_BEFORE, new MisskeyHealth(ground.target()).now(host, ground.client(host)));
        notes.putFirst(Note.OFFLINE_SINCE, host.environment().clock().instant());
        Downtime.since(notes).ifPresent(since -> progress.clocked(Downtime.clock(), since, Optional.empty()));
        progress.said("stopping " + String.join(" ", notes.get(Note.STOPPED).orElse(List.of())));
        running.parallelStream().forEach(one -> host.docker().stop(one.id(), GRACE));
    }
}
