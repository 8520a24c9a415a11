package hikae.status;

import hikae.backup.BackupLayout;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Nobody else can read secrets and dumps. The image writes dumps readable by everybody; what keeps others out is
 * the mode of the directories above.
 */
final class ModesClosed implements Check {
    private static final int OTHERS = 077;

    @Override
    public String id() {
        return "modes";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        if (seen.lacksPassword()) {
            Path file = seen.present().directory().resolve(BackupLayout.PASSWORD);
            return Optional.of(Finding.no(Problem.of("status-password-missing", file)));
        }
        List<String> open = open(seen).map(Path::toString).toList();
        return Optional.of(
                open.isEmpty()
                        ? Finding.ok(Say.of("status.modes"))
                        : Finding.no(Problem.of("status-modes", String.join(", ", open))));
    }

    /** What others may enter or read and must not. */
    static Stream<Path> open(Seen seen) {
        return Stream.concat(
                        BackupLayout.DIRECTORIES.stream(), Stream.of(BackupLayout.PASSWORD, BackupLayout.R2_SECRET))
                .filter(name -> (seen.present().modes().getOrDefault(name, 0) & OTHERS) != 0)
                .map(name -> seen.present().path(name));
    }
}
