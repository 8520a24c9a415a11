package hikae.status.check;

import hikae.backup.settings.BackupSettings;
import hikae.instance.Instance;
import hikae.status.look.ContainerProbe;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.Optional;

/** The database runs, and the login that a backup will use works from where it will be used. */
public final class DatabaseAnswers implements Check {
    @Override
    public String id() {
        return "database";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        if (snapshot.instance().isEmpty() || snapshot.engine().isPresent()) {
            return Optional.empty(); // who cannot be asked is not called stopped
        }
        Instance instance = snapshot.instance().get();
        if (!instance.isLive() && snapshot.recoveries().startsDatabase()) {
            // by hand it could come up on a directory that was just emptied for it
            return Optional.of(Finding.warning(
                    Problem.of("status-database-paused", instance.database().name())));
        }
        if (!instance.isLive()) {
            String why = switch (snapshot.down()) {
                case GONE -> "status-data-gone";
                case APART -> "status-database-apart";
                case STOPPED -> "database-stopped";
            };
            return Optional.of(Finding.no(Problem.of(why, instance.database().name(), instance.directory())));
        }
        if (snapshot.inside().isEmpty() || snapshot.settings().isEmpty()) {
            return Optional.of(Finding.ok(
                    Message.of("status.database.runs", instance.database().name())));
        }
        return snapshot.isOffNetwork()
                ? Optional.empty()
                : Optional.of(
                        login(snapshot.inside().get(), snapshot.settings().get().database()));
    }

    private static Finding login(ContainerProbe inside, BackupSettings.Database database) {
        return inside.major().isPresent()
                ? Finding.ok(Message.of("status.database", database.user(), database.name()))
                : Finding.no(Problem.of("status-login", database.user(), database.name(), inside.refusal()));
    }
}
