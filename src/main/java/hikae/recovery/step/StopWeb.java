package hikae.recovery.step;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.run.Containers;
import hikae.recovery.run.Downtime;
import hikae.recovery.run.MisskeyHealth;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.text.Message;
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
 * @param context where the run works
 */
public record StopWeb(RunContext context) implements Step {
    /** What journals call it; it stays. */
    public static final String ID = "stop-web";

    /** As long as Docker itself waits; Misskey's queue may need it. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Message title() {
        return Message.of("step.stop-web");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.stop-web.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        RunNotes notes = context.notes(host);
        List<Docker.Container> running = new Containers(host.docker(), context.target())
                .misskey().stream().filter(Docker.Container::isRunning).toList();
        notes.putFirst(
                Note.STOPPED, running.stream().map(Docker.Container::name).toList());
        notes.putFirst(Note.ANSWERED_BEFORE, new MisskeyHealth(context.target()).now(host, context.client(host)));
        notes.putFirst(Note.OFFLINE_SINCE, host.environment().clock().instant());
        Downtime.since(notes).ifPresent(since -> progress.clocked(Downtime.clock(), since, Optional.empty()));
        progress.said("stopping " + String.join(" ", notes.get(Note.STOPPED).orElse(List.of())));
        running.parallelStream().forEach(one -> host.docker().stop(one.id(), GRACE));
    }
}
