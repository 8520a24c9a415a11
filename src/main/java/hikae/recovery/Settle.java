package hikae.recovery;

import hikae.backup.BackupLayout;
import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.InstanceFinder;
import hikae.instance.LoginCandidate;
import hikae.text.ProblemException;
import hikae.text.Say;
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
 * @param ground where the run works
 */
record Settle(Ground ground) implements Step {
    @Override
    public String id() {
        return "settle";
    }

    @Override
    public Say title() {
        return Say.of("step.settle", ground.target().home());
    }

    @Override
    public List<Change> changes() {
        Path password = ground.target().passwordFile();
        return List.of(
                new Change.DirectoryChange(ground.target().home(), Files.PRIVATE_DIRECTORY),
                new Change.DirectoryChange(password.resolveSibling(""), Files.PRIVATE_DIRECTORY),
                new Change.NoteChange(Say.of(
                        "step.settle.note", password, ground.target().misskey().directory())));
    }

    @Override
    public void run(Host host, Progress progress) {
        Target target = ground.target();
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
