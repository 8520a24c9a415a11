package hikae.backup.container;

import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Dump;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.host.Host;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Moves a dump that is no good out of the way, into {@code backups/rejected}, where nothing deletes it. Its other
 * names and the links to it go with it. What the image made belongs to root, so where we may not, the backup
 * container does it.
 *
 * @param project the Compose project of the backup service
 * @param backups where the dumps are
 * @param dump which; only names that are still of its inode are touched
 */
public record MoveAside(String project, Path backups, Dump dump) implements Step {
    /** The second is how Linux refuses to link a file of another's (fs.protected_hardlinks). */
    private static final Set<String> NOT_OURS = Set.of("file-denied-write", "file-immutable");

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** First name, then the others; {@code -ef}: a name may be another dump's by now. */
    private static final String INSIDE = "cd /backups && mkdir -p -m 700 rejected && to=rejected/${1##*/}"
            + " && { [ \"$1\" -ef \"$to\" ] || ln -- \"$1\" \"$to\"; }"
            + " && for n; do if [ \"$n\" -ef \"$to\" ]; then rm -f -- \"$n\"; fi; done";

    @Override
    public String id() {
        return "reject " + dump.path();
    }

    @Override
    public Message title() {
        return Message.of("step.move-aside", dump.shown());
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.move-aside.note", dump.path(), target())));
    }

    private Path target() {
        return backups.resolve(BackupFolder.REJECTED).resolve(dump.path().getFileName());
    }

    @Override
    public void run(Host host, Progress progress) {
        List<Path> links = links(host.files());
        try {
            move(host.files());
            dump.names().stream().filter(name -> isIt(host.files(), name)).forEach(host.files()::remove);
            links.forEach(host.files()::remove);
        } catch (ProblemException e) {
            if (!NOT_OURS.contains(e.problem().id())) {
                throw e;
            }
            inside(host, links, e);
        }
    }

    private void move(Files files) {
        files.makeDirectory(backups.resolve(BackupFolder.REJECTED), Files.PRIVATE_DIRECTORY);
        if (!isIt(files, target())) {
            files.move(dump.path(), target());
        }
    }

    private boolean isIt(Files files, Path name) {
        return files.look(name)
                .filter(state -> state.id().equals(dump.state().id()))
                .isPresent();
    }

    /** Names such as {@code misskey-latest.sql.gz} that lead to it. */
    private List<Path> links(Files files) {
        return dump.tiers().stream()
                .flatMap(tier -> files.list(backups.resolve(tier.folder())).stream())
                .filter(name -> files.look(name)
                        .filter(state -> state.kind() == Files.Kind.SYMLINK)
                        .isPresent())
                .filter(name -> isIt(files, files.real(name)))
                .toList();
    }

    private void inside(Host host, List<Path> links, ProblemException denied) {
        Docker.Container container = BackupService.look(host.docker(), project)
                .container()
                .filter(Docker.Container::isRunning)
                .orElseThrow(() -> denied);
        List<String> command = new ArrayList<>(List.of("sh", "-c", INSIDE, "sh"));
        dump.names().forEach(name -> command.add(Dump.shown(name)));
        links.forEach(name -> command.add(Dump.shown(name)));
        Docker.Result result = host.docker().exec(container.id(), command, LIMIT);
        if (result.exitCode() != 0) {
            throw denied;
        }
    }
}
