package hikae.work;

import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Say;
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
    public Say title() {
        return Say.of("step.remove-secrets");
    }

    @Override
    public List<Change> changes() {
        return files.stream()
                .<Change>map(file -> new Change.NoteChange(Say.of("step.remove-secrets.note", file)))
                .toList();
    }

    @Override
    public void run(Host host, Progress progress) {
        files.forEach(host.files()::remove);
        progress.found(Finding.ok(Say.of("step.remove-secrets.done", files.size())));
    }
}
