package hikae.status.check;

import hikae.backup.settings.BackupLayout;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Nobody else can read secrets and dumps. The image writes dumps readable by everybody; what keeps others out is
 * the mode of the directories above.
 */
public final class ModesClosed implements Check {
    private static final int OTHERS = 077;

    @Override
    public String id() {
        return "modes";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        if (snapshot.lacksPassword()) {
            Path file = snapshot.directory().directory().resolve(BackupLayout.PASSWORD);
            return Optional.of(Finding.no(Problem.of("status-password-missing", file)));
        }
        List<String> open = open(snapshot).map(Path::toString).toList();
        return Optional.of(
                open.isEmpty()
                        ? Finding.ok(Message.of("status.modes"))
                        : Finding.no(Problem.of("status-modes", String.join(", ", open))));
    }

    /** What others may enter or read and must not. */
    public static Stream<Path> open(StatusSnapshot snapshot) {
        return Stream.concat(
                        BackupLayout.DIRECTORIES.stream(), Stream.of(BackupLayout.PASSWORD, BackupLayout.R2_SECRET))
                .filter(name -> (snapshot.directory().modes().getOrDefault(name, 0) & OTHERS) != 0)
                .map(name -> snapshot.directory().path(name));
    }
}
