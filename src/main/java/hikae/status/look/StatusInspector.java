package hikae.status.look;

import hikae.ask.Given;
import hikae.backup.container.BackupService;
import hikae.backup.container.ComposeRisk;
import hikae.backup.container.ImageRecord;
import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Dump;
import hikae.backup.dumps.Verification;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupDirectoryReader;
import hikae.backup.home.BackupPlace;
import hikae.backup.home.HookRoom;
import hikae.backup.settings.BackupSettings;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.Uploads;
import hikae.instance.database.DataPlace;
import hikae.instance.find.Discovery;
import hikae.instance.find.InstanceFinder;
import hikae.recovery.RecoveryHistory;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.Pause;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Looks at everything once, read-only: one look at Docker, one command in the container, one question to Compose. What
 * is slow, the engine's first answer, the container and Compose, is asked beside the rest.
 */
public final class StatusInspector {
    private static final Executor BESIDE = work -> {
        Thread thread = new Thread(work, "hikae-beside");
        thread.setDaemon(true);
        thread.start();
    };

    private final Host host;
    private final Given given;

    public StatusInspector(Host host, Given given) {
        this.host = new CachingHost(host);
        this.given = given;
    }

    /**
     * What there is.
     *
     * @throws ProblemException when there is no setup to look at, or it cannot be read
     */
    public StatusSnapshot seen() {
        CompletableFuture<Boolean> compose = beside(this::hasCompose);
        CompletableFuture<Optional<Problem>> answer = beside(this::engine);
        BackupDirectory files = files(new BackupPlace(host, given).directory());
        CompletableFuture<ComposeRisk> risk = compose.thenApplyAsync(any -> files.askCompose(host), BESIDE);
        Optional<Problem> engine = Pause.over(answer);
        BackupDirectory present =
                engine.isEmpty() ? files.served(BackupService.look(host.docker(), files.project())) : files;
        Said said = said(present);
        Discovery discovery = surroundings(said.settings());
        Optional<Instance> instance = instance(discovery, said.settings());
        Optional<Docker.Container> container = present.service().container();
        boolean reachable =
                instance.filter(Instance::isLive).isPresent() && !StatusSnapshot.isOffNetwork(present, said.settings());
        CompletableFuture<Optional<ContainerProbe>> asked = beside(() -> inside(container, reachable));
        CompletableFuture<Optional<Uploads>> written = beside(() -> instance.flatMap(this::uploads));
        StatusSnapshot.Disk disk = disk(present.backups(), said.settings());
        RecoveryHistory recoveries = RecoveryHistory.look(host, present.directory());
        StatusSnapshot.Images images = images(present, container);
        Optional<ContainerProbe> inside = Pause.over(asked);
        return new StatusSnapshot(
                now(present),
                present.understood(Pause.over(risk)),
                said.settings(),
                said.unreadable(),
                engine,
                instance,
                instance.isPresent() ? Optional.empty() : Optional.of(missing(discovery, said.settings())),
                inside,
                lastWords(container, inside),
                finished(present.dumps(), inside),
                disk,
                recoveries,
                images,
                Pause.over(written),
                instance.filter(one -> !one.isLive())
                        .map(one -> down(one, said.settings()))
                        .orElse(StatusSnapshot.Down.STOPPED),
                HookRoom.problem(host.files(), present));
    }

    private Optional<Uploads> uploads(Instance one) {
        return one.web().container().flatMap(web -> Uploads.ask(host.docker(), web));
    }

    private Optional<ContainerProbe> inside(Optional<Docker.Container> container, boolean reachable) {
        return container
                .filter(Docker.Container::isRunning)
                .flatMap(running -> ContainerProbe.ask(host.docker(), running, reachable));
    }

    private StatusSnapshot.Down down(Instance instance, Optional<BackupSettings> settings) {
        if (isDataGone(instance, settings)) {
            return StatusSnapshot.Down.GONE;
        }
        return runs(instance) ? StatusSnapshot.Down.APART : StatusSnapshot.Down.STOPPED;
    }

    /** Whether the database runs, wherever it is connected. */
    private boolean runs(Instance instance) {
        try {
            return host.docker().containers().stream()
                    .filter(one -> one.label("com.docker.compose.project")
                            .filter(instance.project()::equals)
                            .isPresent())
                    .filter(one -> one.service()
                            .filter(instance.database().name()::equals)
                            .isPresent())
                    .anyMatch(Docker.Container::isRunning);
        } catch (ProblemException e) {
            return false; // Docker does not answer, which has a line of its own
        }
    }

    /** Only what can be seen counts: a directory that cannot be read is not called gone. */
    private boolean isDataGone(Instance instance, Optional<BackupSettings> settings) {
        try {
            return instance.database()
                    .container()
                    .flatMap(DataPlace::of)
                    .or(() -> settings.map(BackupSettings::misskey)
                            .flatMap(misskey -> DataPlace.of(host, misskey.compose(), misskey.databaseService())))
                    .filter(place -> place.volume() ? isVolumeGone(place) : isNothing(Path.of(place.source())))
                    .isPresent();
        } catch (ProblemException e) {
            return false;
        }
    }

    private boolean isVolumeGone(DataPlace place) {
        return !place.source().isEmpty() && host.docker().volume(place.source()).isEmpty();
    }

    private boolean isNothing(Path directory) {
        return host.files().look(directory).isEmpty()
                || host.files().list(directory).isEmpty();
    }

    private StatusSnapshot.Images images(BackupDirectory present, Optional<Docker.Container> container) {
        return new StatusSnapshot.Images(
                present.file(ImageRecord.FILE).flatMap(ImageRecord::of),
                container.flatMap(one -> host.docker().image(one.image())).map(Docker.Image::id));
    }

    /** The dumps, without one that is being written right now. */
    private static BackupFolder finished(BackupFolder folder, Optional<ContainerProbe> inside) {
        boolean working = inside.filter(ContainerProbe::isWorking).isPresent();
        Optional<Dump> growing = folder.youngest()
                .filter(dump -> working && dump.names().size() == 1)
                .filter(dump -> dump.verified().isEmpty());
        List<Dump> dumps = folder.dumps().stream()
                .filter(dump -> growing.filter(dump::equals).isEmpty())
                .toList();
        return folder.with(dumps);
    }

    /** The dump to be read before a verdict: the youngest not read as it stands now, unless a younger one is good. */
    public static Optional<Dump> unread(StatusSnapshot snapshot) {
        return snapshot.folder().dumps().stream()
                .filter(dump -> !dump.isBad())
                .findFirst()
                .filter(dump -> dump.verified().isEmpty() || dump.isTouched());
    }

    /** The same with what came of reading this dump; unchanged where it cannot be read. */
    public StatusSnapshot read(StatusSnapshot snapshot, Dump dump) {
        try {
            return snapshot.with(new Verification(
                            host,
                            snapshot.directory().directory(),
                            snapshot.directory().backups())
                    .readAgain(dump, done -> {}));
        } catch (ProblemException e) {
            return snapshot; // its line says that it could not be read
        }
    }

    /** What compose.yml says, or why it does not. */
    private record Said(Optional<BackupSettings> settings, Optional<Problem> unreadable) {}

    private static Said said(BackupDirectory present) {
        try {
            return new Said(Optional.of(present.settings()), Optional.empty());
        } catch (ProblemException e) {
            return new Said(Optional.empty(), Optional.of(e.problem()));
        }
    }

    private Optional<Problem> engine() {
        try {
            host.docker().engine();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    /** The files alone; of the service a planner would try the login, too, which one command asks with all else. */
    private BackupDirectory files(Path directory) {
        BackupDirectory files = new BackupDirectoryReader(host, false).read(directory, "");
        if (!files.isSetUp()) {
            throw ProblemException.of("setup-missing", directory);
        }
        return files;
    }

    /** Asks in a thread of its own what is answered slowly; what it fails with comes where its answer is wanted. */
    private static <T> CompletableFuture<T> beside(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, BESIDE);
    }

    /** Asked first of all: of Compose 1 to know that it is there takes half a second. */
    private boolean hasCompose() {
        try {
            return !host.compose().found().version().isEmpty();
        } catch (ProblemException e) {
            return false; // who needs it hears of it again
        }
    }

    private Discovery surroundings(Optional<BackupSettings> settings) {
        return new InstanceFinder(host)
                .find(settings.map(all -> all.misskey().directory())
                        .filter(text -> !text.isEmpty())
                        .map(Path::of));
    }

    private static Optional<Instance> instance(Discovery found, Optional<BackupSettings> settings) {
        Optional<String> directory =
                settings.map(all -> all.misskey().directory()).filter(text -> !text.isEmpty());
        return found.instances().stream()
                .filter(one -> directory.isEmpty() || one.directory().toString().equals(directory.get()))
                .findFirst();
    }

    private static Problem missing(Discovery found, Optional<BackupSettings> settings) {
        return settings.filter(all -> found.refused().isEmpty())
                .map(all -> Problem.of("status-instance-missing", all.misskey().directory()))
                .orElseGet(found::whyNone);
    }

    /** Why it does not run or does not answer, as its log ends. */
    private String lastWords(Optional<Docker.Container> container, Optional<ContainerProbe> inside) {
        boolean answers = inside.flatMap(ContainerProbe::scheduler).isPresent();
        if (container.isEmpty() || (answers && container.get().restarts() == 0)) {
            return "";
        }
        return Words.bounded(BackupService.lastWords(host.docker(), container.get()));
    }

    private StatusSnapshot.Disk disk(Path directory, Optional<BackupSettings> settings) {
        Optional<Files.State> state = host.files().look(directory).filter(one -> one.kind() == Files.Kind.DIRECTORY);
        Optional<String> misskey = settings.map(all -> all.misskey().directory())
                .filter(text -> !text.isEmpty())
                .flatMap(text -> host.files().look(Path.of(text)))
                .map(one -> device(one.id()));
        return new StatusSnapshot.Disk(
                state.isPresent(),
                state.map(Files.State::id).orElse(""),
                host.files().freeBytes(directory),
                state.isPresent() && misskey.equals(state.map(one -> device(one.id()))));
    }

    private static String device(String id) {
        return id.replaceFirst(":.*", "");
    }

    private ZonedDateTime now(BackupDirectory present) {
        Clock clock = host.environment().clock();
        return clock.instant().atZone(present.zone(clock.getZone())); // what is wrong with it, its own line says
    }
}
