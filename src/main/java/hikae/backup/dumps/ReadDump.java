package hikae.backup.dumps;

import hikae.host.Host;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads one dump to its last byte; the finding carries the {@link Dump} with what came of it.
 *
 * @param home the backup directory
 * @param backups where its dumps are
 * @param dump which
 */
public record ReadDump(Path home, Path backups, Dump dump) implements Step {
    @Override
    public String id() {
        return "read " + dump.path();
    }

    @Override
    public Message title() {
        return Message.of("step.read-dump", dump.shown());
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    /** What cannot be opened is told, and the next one is read all the same. */
    @Override
    public void run(Host host, Progress progress) {
        try {
            Dump read = new Verification(host, home, backups)
                    .read(dump, done -> progress.advanced(done, dump.bytes(), Message.of("unit.bytes")));
            progress.found(verdict(read).proving(read));
        } catch (ProblemException e) {
            progress.found(Finding.no(e.problem()).proving(dump));
        }
    }

    /** One finding for one dump: good, or the worst that was found. */
    public static Finding verdict(Dump read) {
        return read.fault()
                .or(() -> read.verified().orElseThrow().report().findings().stream()
                        .findFirst())
                .orElseGet(() -> Finding.ok(Message.of("dump.good", read.shown(), Amount.bytes(read.bytes()))));
    }
}
