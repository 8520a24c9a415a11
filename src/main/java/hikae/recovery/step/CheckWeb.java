package hikae.recovery.step;

import hikae.host.Host;
import hikae.recovery.run.Downtime;
import hikae.recovery.run.MisskeyHealth;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Pause;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Waits until Misskey answers, and sees that what it answers from is what the run has put there.
 *
 * @param context where the run works
 */
public record CheckWeb(RunContext context) implements Step {
    /** Migrations of a newer Misskey run at its start. */
    private static final Duration MOST = Duration.ofMinutes(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    @Override
    public String id() {
        return "check-web";
    }

    @Override
    public Message title() {
        return Message.of("step.check-web");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        RunNotes notes = context.notes(host);
        if (notes.get(Note.STOPPED).orElse(List.of()).isEmpty()) {
            progress.found(Finding.warning(Problem.of(
                    "recovery-web-was-off", context.target().misskey().host())));
            return;
        }
        MisskeyHealth health = new MisskeyHealth(context.target());
        if (health.isApart(host)) {
            progress.found(Finding.warning(
                    Problem.of("recovery-web-apart", context.target().database().network())));
            return;
        }
        int port = health.port(host);
        PsqlContainer client = context.client(host);
        if (!Pause.until(MOST, LOOK_AGAIN, () -> health.answers(host, client, port))) {
            throw ProblemException.of(
                    "recovery-web-silent",
                    MOST.toMinutes(),
                    context.target().misskey().directory());
        }
        serves(client, notes);
        Instant now = host.environment().clock().instant();
        notes.put(Note.ONLINE_AT, now);
        Downtime.since(notes).ifPresent(since -> progress.clocked(Downtime.clock(), since, Optional.of(now)));
        progress.found(Finding.ok(Message.of("recovery.web-answers")));
    }

    /** What answers must be what was switched in; somebody may have changed names meanwhile. */
    private void serves(PsqlContainer client, RunNotes notes) {
        String name = context.target().database().name();
        Optional<Long> wanted = notes.get(Note.INCOMING_OID);
        boolean serves = Optional.ofNullable(ServerQueries.databases(client).get(name))
                .filter(live -> wanted.isEmpty() || wanted.get() == live.oid())
                .isPresent();
        if (!serves) {
            throw ProblemException.of("recovery-not-switched", name);
        }
    }
}
