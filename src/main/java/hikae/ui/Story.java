package hikae.ui;

import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.work.Event;
import hikae.work.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A run in plain lines: one when a step begins, one when it ends; the log only when something fails. */
public final class Story {
    private static final int LOG_LINES = 5;

    /** How the key of the unit ends when bytes are counted. */
    private static final String BYTES = "bytes";

    private final Run run;
    private final Deque<String> log = new ArrayDeque<>();
    private Message step = Message.literal("");
    private Instant begun = Instant.EPOCH;
    private Optional<Event.Advanced> progress = Optional.empty();
    private Optional<Event.Clocked> clock = Optional.empty();

    public Story(Run run) {
        this.run = run;
    }

    /** What this event is worth saying. */
    public List<String> tell(Event event, Plain plain) {
        if (event instanceof Event.Started started) {
            return begin(started, plain);
        }
        if (event instanceof Event.Found found) {
            return plain.finding(found.finding());
        }
        if (event instanceof Event.Finished finished) {
            return plain.finding(Finding.ok(ended(finished.at(), plain)));
        }
        if (event instanceof Event.Failed failed) {
            return fail(failed, plain);
        }
        if (event instanceof Event.Clocked clocked) {
            clock = Optional.of(clocked).filter(now -> now.until().isEmpty());
            return List.of(clock(clocked, clocked.at(), plain));
        }
        remember(event);
        return List.of();
    }

    /** That it still goes on, with how far it is. */
    public String still(Duration waited, Plain plain) {
        String work = working(waited, plain);
        return clock.map(running -> plain.one("ui.plain.still.clock", clock(running, begun.plus(waited), plain), work))
                .orElse(work);
    }

    private static String clock(Event.Clocked clocked, Instant now, Plain plain) {
        String key = clocked.until().isPresent() ? "ui.work.clock.stopped" : "ui.work.clock";
        return plain.one(key, clocked.name(), plain.duration(clocked.shown(now)));
    }

    private String working(Duration waited, Plain plain) {
        return progress.map(done -> plain.one("ui.plain.still.done", step, waited.toSeconds(), amount(done)))
                .orElseGet(() -> plain.one("ui.plain.still", step, waited.toSeconds()));
    }

    private List<String> begin(Event.Started started, Plain plain) {
        step = run.plan().step(started.index()).title();
        begun = started.at();
        progress = Optional.empty();
        if (run.plan().isBack(started.index())) {
            return List.of(plain.one("ui.plain.run.back", step));
        }
        return List.of(plain.one(
                "ui.plain.run.step", started.index() + 1, run.plan().steps().size(), step));
    }

    private List<String> fail(Event.Failed failed, Plain plain) {
        List<String> all = new ArrayList<>();
        if (!begun.equals(Instant.EPOCH)) {
            all.add(plain.one("ui.plain.no", ended(failed.at(), plain)));
        }
        all.addAll(plain.problem(failed.problem()));
        log.forEach(line -> all.add(plain.one("ui.plain.run.log", Message.literal(line))));
        all.add(plain.one("ui.plain.run.folder", run.folder()));
        return all;
    }

    private Message ended(Instant at, Plain plain) {
        String span = plain.duration(Duration.between(begun, at));
        return Message.of("ui.plain.run.ended", step, Message.literal(span));
    }

    private void remember(Event event) {
        if (event instanceof Event.Advanced advanced) {
            progress = Optional.of(advanced);
        } else if (event instanceof Event.Said said) {
            log.addLast(said.line());
            if (log.size() > LOG_LINES) {
                log.removeFirst();
            }
        }
    }

    private static Message amount(Event.Advanced done) {
        if (done.unit().key().endsWith(BYTES)) {
            return done.total() > 0
                    ? Message.of("ui.plain.of", Amount.bytes(done.done()), Amount.bytes(done.total()))
                    : Amount.bytes(done.done());
        }
        return done.total() > 0
                ? Message.of("ui.plain.amount.of", Amount.count(done.done()), Amount.count(done.total()), done.unit())
                : Message.of("ui.plain.amount", Amount.count(done.done()), done.unit());
    }
}
