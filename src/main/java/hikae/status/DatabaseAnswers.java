package hikae.status;

import hikae.backup.BackupSettings;
import hikae.instance.Instance;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.util.Optional;

/** The database runs, and the login that a backup will use works from where it will be used. */
final class DatabaseAnswers implements Check {
    @Override
    public String id() {
        return "database";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        if (seen.instance().isEmpty() || seen.engine().isPresent()) {
            return Optional.empty(); // who cannot be asked is not called stopped
        }
        Instance instance = seen.instance().get();
        if (!instance.isLive() && seen.recoveries().startsDatabase()) {
            // by hand it could come up on a directory that was just emptied for it
            return Optional.of(Finding.warning(
                    Problem.of("status-database-paused", instance.database().name())));
        }
        if (!instance.isLive()) {
            String why = switch (seen.down()) {
                case GONE -> "status-data-gone";
                case APART -> "status-database-apart";
                case STOPPED -> "database-stopped";
            };
            return Optional.of(Finding.no(Problem.of(why, instance.database().name(), instance.directory())));
        }
        if (seen.inside().isEmpty() || seen.settings().isEmpty()) {
            return Optional.of(Finding.ok(
                    Say.of("status.database.runs", instance.database().name())));
        }
        return seen.isOffNetwork()
                ? Optional.empty()
                : Optional.of(login(seen.inside().get(), seen.settings().get().database()));
    }

    private static Finding login(Inside inside, BackupSettings.Database database) {
        return inside.major().isPresent()
                ? Finding.ok(Say.of("status.database", database.user(), database.name()))
                : Finding.no(Problem.of("status-login", database.user(), database.name(), inside.refusal()));
    }
}
