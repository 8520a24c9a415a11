package hikae.work;

import hikae.host.Host;
import hikae.text.Message;
import java.util.List;

/** A step of which the test says what it does. */
public record MadeUpStep(String id, Work work) implements Step {
    /** What it does. */
    public interface Work {
        void run(Host host, Progress progress);
    }

    @Override
    public Message title() {
        return Message.literal(id);
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.literal(id)));
    }

    @Override
    public void run(Host host, Progress progress) {
        work.run(host, progress);
    }
}
