package hikae.setup;

import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupDirectoryReader;
import hikae.backup.settings.BackupSettings;
import hikae.host.Host;
import hikae.instance.Doubt;
import hikae.instance.Instance;
import hikae.text.Message;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What was answered when the backups were set up is offered again where it is still in doubt. */
final class Remembered {
    private Remembered() {}

    /**
     * The same instance with the earlier answers offered.
     *
     * @param backup its backup directory, whether there is one or not
     */
    static Instance in(Host host, Instance found, Path backup) {
        if (found.doubts().isEmpty()) {
            return found;
        }
        try {
            BackupDirectory directory = new BackupDirectoryReader(host, false).read(backup, "");
            return directory.isSetUp() ? offering(found, directory.settings()) : found;
        } catch (ProblemException e) {
            return found; // the page of the backup directory says what is wrong with it
        }
    }

    private static Instance offering(Instance found, BackupSettings before) {
        if (!before.misskey().directory().equals(found.directory().toString())) {
            return found;
        }
        Message source = Message.of("ask.source.present", before.directory());
        boolean unread = found.doubt(Doubt.Kind.PROJECT).isPresent();
        List<Doubt> doubts = found.doubts().stream()
                .map(doubt -> answer(doubt.kind(), before)
                        .filter(answer -> unread || isAmong(doubt, answer))
                        .map(answer -> doubt.offering(new Doubt.Offer(answer, source)))
                        .orElse(doubt))
                .toList();
        return found.doubting(doubts);
    }

    /** A set-up of 0.1.0 may call the database Misskey. */
    private static Optional<String> answer(Doubt.Kind kind, BackupSettings before) {
        BackupSettings.Misskey misskey = before.misskey();
        String services = String.join(" ", misskey.services());
        boolean mixed = misskey.services().contains(misskey.databaseService());
        return switch (kind) {
            case MISSKEY -> Optional.of(services).filter(text -> !mixed);
            case DATABASE -> Optional.of(misskey.databaseService()).filter(text -> !mixed);
            case PROJECT -> Optional.of(misskey.project()).filter(text -> !text.isEmpty());
            case NETWORK -> Optional.of(before.database().network());
            case VERSION ->
                Optional.of(before.database().major())
                        .filter(major -> major > 0)
                        .map(String::valueOf);
        };
    }

    private static boolean isAmong(Doubt doubt, String answer) {
        List<String> names =
                doubt.candidates().stream().map(Doubt.Candidate::name).toList();
        return names.containsAll(List.of(answer.split(" ")));
    }
}
