package hikae.work;

import hikae.host.Host;
import hikae.text.Message;
import java.nio.file.Path;
import java.util.List;

/**
 * Changes who may read or enter something that exists; its content stays.
 *
 * @param path where
 * @param mode its permission bits then
 */
public record SetMode(Path path, int mode) implements Step {
    @Override
    public String id() {
        return "mode " + path;
    }

    @Override
    public Message title() {
        return Message.of("step.set-mode", path);
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.set-mode.note", path, Integer.toOctalString(mode))));
    }

    @Override
    public void run(Host host, Progress progress) {
        host.files().permit(path, mode);
    }
}
