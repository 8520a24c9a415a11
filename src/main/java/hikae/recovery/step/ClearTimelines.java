package hikae.recovery.step;

import hikae.host.Host;
import hikae.recovery.server.Timelines;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/**
 * Removes keys of one kind from Redis; Misskey makes them again from the database. Done again it finds fewer.
 *
 * @param timelines which
 * @param count how many there were when the plan was shown
 */
public record ClearTimelines(Timelines timelines, long count) implements Step {
    private boolean lists() {
        return timelines.kind() == Timelines.Kind.LISTS;
    }

    @Override
    public String id() {
        return lists() ? "clear-timelines" : "clear-caches";
    }

    @Override
    public Message title() {
        return Message.of(lists() ? "step.clear-timelines" : "step.clear-caches");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of(
                lists() ? "step.clear-timelines.note" : "step.clear-caches.note",
                Amount.count(count),
                timelines.shown(),
                timelines.redis().host())));
    }

    @Override
    public void run(Host host, Progress progress) {
        progress.found(Finding.ok(Message.of(
                lists() ? "recovery.timelines-cleared" : "recovery.caches-cleared",
                Amount.count(timelines.clear(host)))));
    }
}
