package hikae.work;

import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Message;
import java.nio.file.Path;
import java.util.List;

/**
 * Deletes files of ours with secrets in them that nothing needs any more.
 *
 * @param files which
 */
public record RemoveSecrets(List<Path> files) implements Step {
    public RemoveSecrets {
        files = List.copyOf(files);
    }

    @Override
    public String id() {
        return "remove " + files;
    }

    @Override
    public Message title() {
        return Message.of("step.remove-secrets");
    }

    @Override
    public List<Change> changes() {
        return files.stream()
                .<Change>map(file -> new Change.NoteChange(Message.of("step.remove-secrets.note", file)))
                .toList();
    }

    @Override
    public void run(Host host, Progress progress) {
        files.forEach(host.files()::remove);
        progress.found(Finding.ok(Message.of("step.remove-secrets.done", files.size())));
    }
}
