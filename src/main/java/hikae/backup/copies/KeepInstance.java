package hikae.backup.copies;

import hikae.host.Files;
import hikae.host.Host;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.RemoveSecrets;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a copy of Misskey's own files beside the dumps: passwords are in them, so only its owner may read it.
 *
 * @param archive where it is written
 * @param files as they stood when the plan was made
 * @param surplus the oldest copies, which are removed
 */
public record KeepInstance(Path archive, InstanceFiles files, List<Path> surplus) implements Step {
    public KeepInstance {
        surplus = List.copyOf(surplus);
    }

    /** The step; where the newest copy holds just these files, only those that are too old go. */
    public static Optional<Step> of(InstanceCopies copies, InstanceFiles files, Instant now) {
        boolean same =
                copies.newest().filter(copy -> copy.tar().same(files.tar())).isPresent();
        if (same || files.tar().entries().isEmpty()) {
            return Optional.of(copies.aged(now)).filter(aged -> !aged.isEmpty()).<Step>map(RemoveSecrets::new);
        }
        return Optional.of(new KeepInstance(copies.next(now), files, copies.surplus(now)));
    }

    @Override
    public String id() {
        return "keep " + archive;
    }

    @Override
    public Message title() {
        return Message.of("step.keep-instance");
    }

    @Override
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.FileChange(archive, Optional.empty(), files.tar().bytes(), Files.PRIVATE, true));
        changes.add(new Change.NoteChange(
                Message.of("step.keep-instance.note", directory(), String.join(" ", files.names()))));
        if (!files.left().isEmpty()) {
            changes.add(new Change.NoteChange(Message.of("step.keep-instance.left", String.join(" ", files.left()))));
        }
        surplus.forEach(old -> changes.add(new Change.NoteChange(Message.of("step.keep-instance.surplus", old))));
        return changes;
    }

    private Path directory() {
        return archive.resolveSibling("");
    }

    @Override
    public void run(Host host, Progress progress) {
        host.files().makeDirectory(directory(), Files.PRIVATE_DIRECTORY);
        host.files().write(archive, files.tar().bytes(), Files.PRIVATE);
        surplus.forEach(host.files()::remove);
    }
}
