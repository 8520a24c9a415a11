package hikae.backup.container;

import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Dump;
import hikae.backup.dumps.Verification;
import hikae.backup.settings.BackupSettings;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Pause;
import hikae.work.Progress;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a backup as the schedule would: the image's own {@code /backup.sh} in the backup container. Done again
 * it makes another one, which harms nothing.
 *
 * @param settings the backup service
 * @param home the backup directory
 * @param backups where its dumps are
 * @param loss what it may cost, of a database that has lost its data
 * @param accepted whether it is made of such a one, too
 */
public record MakeBackup(
        BackupSettings settings, Path home, Path backups, Optional<Change.LossChange> loss, boolean accepted)
        implements Step {
    /** No database of a small server takes that long; what outlives it goes on in the container. */
    private static final Duration LIMIT = Duration.ofHours(24);

    private static final int MOST_SAID = 64 * 1024;
    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** One that is not made of a database that has lost its data. */
    public MakeBackup(BackupSettings settings, Path home, Path backups) {
        this(settings, home, backups, Optional.empty(), false);
    }

    @Override
    public String id() {
        return "back up";
    }

    @Override
    public Message title() {
        return Message.of("step.make-backup", settings.database().name());
    }

    @Override
    public List<Change> changes() {
        List<Change> changes =
                new ArrayList<>(List.of(new Change.NoteChange(Message.of("step.make-backup.note", backups))));
        loss.ifPresent(changes::add);
        return changes;
    }

    @Override
    public void run(Host host, Progress progress) {
        Docker.Container container = running(host);
        letScheduledBegin(host, container, progress);
        Verification verification = new Verification(host, home, backups);
        Set<String> before = ids(verification.folder());
        Supplier<Optional<Dump>> made = () -> verification.folder().dumps().stream()
                .filter(dump -> !before.contains(key(dump)))
                .findFirst();
        Docker.Result result;
        try {
            result = backUp(host, container, progress);
        } catch (ProblemException e) {
            tellPartial(made.get(), progress);
            throw died(host, container, true).map(ProblemException::new).orElse(e);
        }
        bounded(result.output()).forEach(progress::said);
        bounded(result.errors()).forEach(progress::said);
        Optional<Dump> dump = made.get();
        if (result.exitCode() != 0) {
            tellPartial(dump, progress);
            throw new ProblemException(died(host, container, result.exitCode() == BackupFailure.KILLED)
                    .orElseGet(() -> BackupFailure.of(settings, result, dump.isPresent())));
        }
        progress.found(dump.map(one -> Finding.ok(Message.of("backup.made", one.shown(), Amount.bytes(one.bytes()))))
                .orElseThrow(() -> ProblemException.of("backup-nothing-made", backups)));
    }

    /** Lets a backup that the schedule makes at this very moment begin first. */
    private static void letScheduledBegin(Host host, Docker.Container container, Progress progress) {
        Duration pause =
                new ScheduledRuns(container).pause(host.environment().clock().instant());
        if (!pause.isZero()) {
            progress.found(Finding.ok(Message.of("backup.scheduled-first")));
            Pause.of(pause);
        }
    }

    private static void tellPartial(Optional<Dump> made, Progress progress) {
        made.ifPresent(dump -> progress.found(Finding.no(Problem.of("backup-partial", dump.path()))));
    }

    /** The beginning, for the record of the run: a hook may print without end. */
    private static Stream<String> bounded(String said) {
        return said.substring(0, Math.min(said.length(), MOST_SAID)).lines();
    }

    /** The running container; each other state is told by its cause. */
    private Docker.Container running(Host host) {
        Optional<Docker.Container> found =
                BackupService.look(host.docker(), settings.project()).container();
        Docker.Container container = found.orElseThrow(
                () -> ProblemException.of("backup-container-missing", settings.project(), settings.directory()));
        if (container.state().equals("restarting")) {
            throw ProblemException.of(
                    "backup-restarting", container.name(), BackupService.lastWords(host.docker(), container));
        }
        if (!container.isRunning()) {
            throw ProblemException.of("backup-container-stopped", container.name(), settings.directory());
        }
        return container;
    }

    /** A dump is told apart by its inode as it stands: a number is given again once a file is gone. */
    private static Set<String> ids(BackupFolder folder) {
        return folder.dumps().stream().map(MakeBackup::key).collect(Collectors.toSet());
    }

    private static String key(Dump dump) {
        return dump.state().id() + " " + dump.made();
    }

    /** Runs it and meanwhile asks PostgreSQL how far it has come. */
    private Docker.Result backUp(Host host, Docker.Container container, Progress progress) {
        List<String> command = accepted ? InsideCommand.BACKUP_SHRUNK : InsideCommand.BACKUP;
        CompletableFuture<Docker.Result> work =
                CompletableFuture.supplyAsync(() -> host.docker().exec(container.id(), command, LIMIT));
        CopyProgress copy = new CopyProgress(host.docker(), container.id());
        while (!isDone(work)) {
            copy.tell(progress);
        }
        return Pause.over(work);
    }

    /**
     * It does not run any more, or was started again meanwhile; what happened to it is what matters.
     *
     * @param killed whether a process in it was killed: that of a dying container ends a moment before it
     */
    private static Optional<Problem> died(Host host, Docker.Container container, boolean killed) {
        long end = System.nanoTime() + (killed ? SETTLING.toNanos() : 0);
        boolean lives = lives(host, container);
        while (lives && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            lives = lives(host, container);
        }
        return lives ? Optional.empty() : Optional.of(Problem.of("backup-container-died", container.name()));
    }

    private static boolean lives(Host host, Docker.Container container) {
        return host.docker()
                .container(container.id())
                .filter(Docker.Container::isRunning)
                .filter(now -> now.startedAt().equals(container.startedAt()))
                .isPresent();
    }

    private static boolean isDone(CompletableFuture<Docker.Result> work) {
        try {
            work.get(1, TimeUnit.SECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException e) {
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of("interrupted");
        }
    }
}
