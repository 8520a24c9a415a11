package hikae.backup.dumps;

import hikae.host.Host;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the youngest dump to its last byte. That a file was made says nothing about what is in it.
 *
 * @param home the backup directory
 * @param backups where its dumps are
 */
public record ReadNewest(Path home, Path backups) implements Step {
    @Override
    public String id() {
        return "read newest";
    }

    @Override
    public Message title() {
        return Message.of("step.read-newest");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        Dump newest = new Verification(host, home, backups)
                .folder()
                .youngest()
                .orElseThrow(() -> ProblemException.of("backup-none", backups));
        new ReadDump(home, backups, newest).run(host, progress);
    }
}
