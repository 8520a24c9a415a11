package hikae.backup.container;

import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Counted;
import hikae.backup.dumps.Rows;
import hikae.host.Docker;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.Change;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A database that holds much less than it did at its last backup: the next one would take the place of today's, this
 * week's and this month's, and retention would in the end delete what still has the data.
 *
 * @param now what it holds
 * @param before what it held
 */
public record Shrunk(Rows now, Counted before) {
    private static final Duration LIMIT = Duration.ofSeconds(25);

    /**
     * The judgement; pure.
     *
     * @param now what the database holds; empty where it could not be asked
     * @param folder the backups there are
     * @return empty where nothing was lost, or nothing is known
     */
    public static Optional<Shrunk> judge(Optional<Rows> now, BackupFolder folder) {
        return now.flatMap(rows ->
                folder.counted().filter(last -> rows.isShrunkFrom(last.rows())).map(last -> new Shrunk(rows, last)));
    }

    /** Asks the database from inside the backup container; empty where it does not answer, which a backup will tell. */
    public static Optional<Shrunk> look(Docker docker, BackupService service, BackupFolder folder) {
        Optional<Docker.Container> running = service.container().filter(Docker.Container::isRunning);
        try {
            return judge(
                    running.flatMap(one -> Rows.said(
                            docker.exec(one.id(), InsideCommand.rows(), LIMIT).output())),
                    folder);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** What a backup of it would cost, to be agreed to before anything is made. */
    public Change.LossChange loss(ZoneId zone) {
        Problem unasked = problem("backup-database-shrunk", zone);
        return new Change.LossChange(new Message("backup.loss", unasked.args()), unasked);
    }

    /**
     * It as a problem.
     *
     * @param id {0} notes and {1} users now, {2} notes and {3} users then, {4} when that was
     * @param more {5} and so on
     */
    public Problem problem(String id, ZoneId zone, Object... more) {
        List<Object> args = new ArrayList<>(List.of(
                now.notes(),
                now.users(),
                before.rows().notes(),
                before.rows().users(),
                Moments.when(before.at().atZone(zone))));
        args.addAll(List.of(more));
        return new Problem(id, args);
    }
}
