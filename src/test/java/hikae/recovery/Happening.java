package hikae.recovery;

import hikae.host.Host;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;

/** Something that happens in the middle of a run. */
record Happening(String before, Runnable happens) implements Step {
    @Override
    public String id() {
        return "happening before " + before;
    }

    @Override
    public Message title() {
        return Message.literal(id());
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        happens.run();
    }
}
