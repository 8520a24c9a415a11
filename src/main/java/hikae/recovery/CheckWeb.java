package hikae.recovery;

import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Say;
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
 * @param ground where the run works
 */
record CheckWeb(Ground ground) implements Step {
    /** Migrations of a newer Misskey run at its start. */
    private static final Duration MOST = Duration.ofMinutes(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    @Override
    public String id() {
        return "check-web";
    }

    @Override
    public Say title() {
        return Say.of("step.check-web");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        Notes notes = ground.notes(host);
        if (notes.get(Note.STOPPED).orElse(List.of()).isEmpty()) {
            progress.found(Finding.warning(
                    Problem.of("recovery-web-was-off", ground.target().misskey().host())));
            return;
        }
        MisskeyHealth health = new MisskeyHealth(ground.target());
        if (health.isApart(host)) {
            progress.found(Finding.warning(
                    Problem.of("recovery-web-apart", ground.target().database().network())));
            return;
        }
        int port = health.port(host);
        Client client = ground.client(host);
        if (!Pause.until(MOST, LOOK_AGAIN, () -> health.answers(host, client, port))) {
            throw ProblemException.of(
                    "recovery-web-silent",
                    MOST.toMinutes(),
                    ground.target().misskey().directory());
        }
        serves(client, notes);
        Instant now = host.environment().clock().instant();
        notes.put(Note.ONLINE_AT, now);
        Downtime.since(notes).ifPresent(since -> progress.clocked(Downtime.clock(), since, Optional.of(now)));
        progress.found(Finding.ok(Say.of("recovery.web-answers")));
    }

    /** What answers must be what was switched in; somebody may have changed names meanwhile. */
    private void serves(Client client, Notes notes) {
        String name = ground.target().database().name();
        Optional<Long> wanted = notes.get(Note.INCOMING_OID);
        boolean serves = Optional.ofNullable(Survey.databases(client).get(name))
                .filter(live -> wanted.isEmpty() || wanted.get() == live.oid())
                .isPresent();
        if (!serves) {
            throw ProblemException.of("recovery-not-switched", name);
        }
    }
}
