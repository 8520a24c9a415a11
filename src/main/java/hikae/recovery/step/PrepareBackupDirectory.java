package hikae.recovery.step;

import hikae.backup.settings.BackupLayout;
import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.LoginCandidate;
import hikae.instance.find.InstanceFinder;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.RunContext;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes a backup directory for a Misskey that has none, with the password its database is going to have.
 *
 * @param context where the run works
 */
public record PrepareBackupDirectory(RunContext context) implements Step {
    @Override
    public String id() {
        return "settle";
    }

    @Override
    public Message title() {
        return Message.of("step.settle", context.target().home());
    }

    @Override
    public List<Change> changes() {
        Path password = context.target().passwordFile();
        return List.of(
                new Change.DirectoryChange(context.target().home(), Files.PRIVATE_DIRECTORY),
                new Change.DirectoryChange(password.resolveSibling(""), Files.PRIVATE_DIRECTORY),
                new Change.NoteChange(Message.of(
                        "step.settle.note", password, context.target().misskey().directory())));
    }

    @Override
    public void run(Host host, Progress progress) {
        RestoreTarget target = context.target();
        Path directory = Path.of(target.misskey().directory());
        String password = new InstanceFinder(host)
                .find(Optional.of(directory)).at(directory).stream()
                        .flatMap(instance -> instance.logins().stream())
                        .filter(login -> login.user().equals(target.database().user()))
                        .map(LoginCandidate::password)
                        .findFirst()
                        .orElseThrow(() -> ProblemException.of(
                                "login-no-password", target.database().user(), directory))
                        .reveal();
        host.files().makeDirectory(target.home(), Files.PRIVATE_DIRECTORY);
        host.files()
                .makeDirectory(
                        target.home().resolve(BackupLayout.PASSWORD).resolveSibling(""), Files.PRIVATE_DIRECTORY);
        host.files().write(target.passwordFile(), password.getBytes(StandardCharsets.UTF_8), Files.PRIVATE);
    }
}
