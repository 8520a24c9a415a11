package hikae.recovery;

import hikae.host.Host;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/**
 * Removes Misskey's timeline lists from Redis; it makes them again from the database. Done again it finds fewer.
 *
 * @param timelines which
 * @param count how many there were when the plan was shown
 */
record ClearTimelines(Timelines timelines, long count) implements Step {
    @Override
    public String id() {
        return "clear-timelines";
    }

    @Override
    public Say title() {
        return Say.of("step.clear-timelines");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Say.of(
                "step.clear-timelines.note",
                Amount.count(count),
                timelines.redis().prefix() + ":list:*Timeline*",
                timelines.redis().host())));
    }

    @Override
    public void run(Host host, Progress progress) {
        progress.found(Finding.ok(Say.of("recovery.timelines-cleared", Amount.count(timelines.clear(host)))));
    }
}
