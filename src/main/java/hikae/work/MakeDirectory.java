package hikae.work;

import hikae.host.Host;
import hikae.text.Message;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes a directory with its mode.
 *
 * @param path where
 * @param mode its permission bits
 */
public record MakeDirectory(Path path, int mode) implements Step {
    @Override
    public String id() {
        return "make " + path;
    }

    @Override
    public Message title() {
        return Message.of("step.make-directory", path);
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.DirectoryChange(path, mode));
    }

    @Override
    public void run(Host host, Progress progress) {
        host.files().makeDirectory(path, mode);
    }
}
