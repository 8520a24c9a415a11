package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Field;
import hikae.ask.Origin;
import hikae.ask.Page;
import hikae.ask.Proof;
import hikae.ask.Suggestion;
import hikae.backup.adopt.Defects;
import hikae.backup.compose.PresentService;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupDirectoryReader;
import hikae.backup.home.HookRoom;
import hikae.backup.settings.BackupLayout;
import hikae.backup.settings.BackupSettings;
import hikae.backup.settings.MisskeyLabels;
import hikae.host.ComposeProject;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.PathText;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where the backup service and its dumps live. */
final class PlacePage {
    /** The key of the answer. */
    static final String ID = "backup_dir";

    /** Proves a {@link BackupDirectory}. */
    static final Proof<BackupDirectory> CHECK = new Proof<>("place", BackupDirectory.class);

    /** What is on every system, empty or not. */
    private static final Set<String> SYSTEM = Set.of(
            "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/lib64", "/media", "/mnt", "/opt", "/proc", "/root",
            "/run", "/sbin", "/srv", "/sys", "/tmp", "/usr", "/var");

    private final Host host;
    private final boolean docker;
    private final Places known;
    private final Field<Path> directory;

    /**
     * @param docker whether Docker answers
     * @param known backup services that run on this host
     */
    PlacePage(Host host, boolean docker, Places known) {
        this.host = host;
        this.docker = docker;
        this.known = known;
        Environment environment = host.environment();
        this.directory = Field.of(ID, Field.Kind.TEXT, text -> PathText.parse(text, environment))
                .suggest(this::running)
                .suggest(this::byHand)
                .suggest(PlacePage::beside);
    }

    Page page() {
        return Page.of("place", directory).checking(answers -> List.of(check()));
    }

    /** The directory the answers name, as a check has found it. */
    static Optional<BackupDirectory> chosen(Answers answers) {
        return answers.proof(CHECK);
    }

    private Optional<Suggestion> running(Answers answers) {
        return InstancePage.chosen(answers)
                .flatMap(known.ours()::of)
                .map(path -> new Suggestion(path.toString(), Origin.PRESENT, Message.of("place.by-container")));
    }

    private Optional<Suggestion> byHand(Answers answers) {
        Optional<Instance> instance = InstancePage.chosen(answers);
        return instance.flatMap(known::running)
                .map(path -> new Suggestion(path.toString(), Origin.FOUND, Message.of("place.by-hand-container")))
                .or(() -> instance.flatMap(known::lying)
                        .map(path -> new Suggestion(path.toString(), Origin.FOUND, Message.of("place.by-hand-files"))));
    }

    private static Optional<Suggestion> beside(Answers answers) {
        return InstancePage.chosen(answers)
                .map(instance -> BackupLayout.beside(instance.directory()).toString())
                .map(text -> new Suggestion(text, Origin.DEFAULT, Message.of("ask.source.default")));
    }

    private Check check() {
        return new Check(CHECK.check(), List.of("instance_dir", directory.id()), this::look);
    }

    private Finding look(Answers answers) {
        Instance instance = InstancePage.chosen(answers).orElseThrow();
        Path path = host.files().real(answers.value(directory).orElseThrow());
        try {
            refuseHopeless(path, instance);
            refuseSecond(path, instance);
            refuseDanglingLink(path);
            host.files().probe(path);
            BackupDirectory present = new BackupDirectoryReader(host, docker).readAny(path, project(path, instance));
            refuseAnothers(present, instance);
            refuseInUse(present);
            HookRoom.demand(host.files(), present);
            return present.isByHand() ? byHand(present, instance) : found(present, instance);
        } catch (ProblemException e) {
            return Finding.no(e.problem()).suspecting(directory.id());
        }
    }

    /** The usual name, unless a service made by hand elsewhere has it: it would lose its container. */
    private String project(Path path, Instance instance) {
        String usual = BackupSettings.projectFor(instance.project());
        String free = usual;
        for (int number = 2; known.byHand().elsewhere(host, free, path).isPresent(); number++) {
            free = usual + "-" + number;
        }
        return free;
    }

    private Finding byHand(BackupDirectory present, Instance instance) {
        Adoption.refuseHopeless(host, present, known.byHand(), instance);
        ZonedDateTime now = ZonedDateTime.now(host.environment().clock());
        int count = Defects.of(present, instance, now).size();
        return Finding.warning(Problem.of("place-by-hand", present.directory(), count))
                .proving(present);
    }

    /** Beside a service made by hand that is not adopted there would be two. */
    private Optional<Problem> other(BackupDirectory present, Instance instance) {
        List<String> inside = known.byHand().of(instance).inside(instance).services();
        if (!inside.isEmpty()) {
            return Optional.of(Problem.of("by-hand-inside", String.join(" ", inside), instance.directory()));
        }
        return known.running(instance)
                .map(host.files()::real)
                .filter(path -> !path.equals(present.directory()))
                .map(path -> Problem.of("by-hand-remains", path));
    }

    private Finding found(BackupDirectory present, Instance instance) {
        Optional<Problem> other = other(present, instance);
        if (other.isPresent()) {
            return Finding.warning(other.get()).proving(present);
        }
        if (!present.isSetUp() && present.directory().startsWith(instance.directory())) {
            return Finding.warning(Problem.of("backup-inside-misskey", present.directory()))
                    .proving(present);
        }
        String key = present.isSetUp() ? "place.present" : "place.new";
        return Finding.ok(Message.of(key, present.directory())).proving(present);
    }

    /**
     * Misskey's own directory, one above it or in a folder of it, one of its containers' own, a home, the root
     * and what stands there on every system: nothing of ours belongs there, and its mode would become ours.
     */
    private void refuseHopeless(Path path, Instance instance) {
        boolean above = instance.directory().startsWith(path);
        boolean deep =
                path.startsWith(instance.directory()) && !instance.directory().equals(path.getParent());
        boolean system = path.getNameCount() == 0 || SYSTEM.contains(path.toString());
        if (above || deep || system || path.equals(host.environment().home()) || isOfAContainer(path, instance)) {
            throw ProblemException.of("backup-directory-hopeless", path);
        }
    }

    private static boolean isOfAContainer(Path path, Instance instance) {
        return Stream.concat(Stream.of(instance.database()), instance.misskey().stream())
                .flatMap(service -> service.container().stream())
                .flatMap(container -> container.mounts().stream())
                .filter(mount -> mount.source().startsWith("/"))
                .anyMatch(mount -> path.startsWith(mount.source()));
    }

    /** Two directories with one Compose project would take the container from each other. */
    private void refuseSecond(Path path, Instance instance) {
        known.ours()
                .of(instance)
                .map(host.files()::real)
                .filter(other -> !other.equals(path))
                .filter(other -> ComposeProject.NAMES.stream()
                        .anyMatch(name -> host.files().look(other.resolve(name)).isPresent()))
                .ifPresent(other -> {
                    throw ProblemException.of("backup-directory-second", path, other);
                });
    }

    /** One that leads somewhere has been followed. */
    private void refuseDanglingLink(Path path) {
        boolean link = host.files()
                .look(path)
                .filter(state -> state.kind() == Files.Kind.SYMLINK)
                .isPresent();
        if (link) {
            throw ProblemException.of("file-link-dangling", path);
        }
    }

    /**
     * A directory that holds anything but our own files belongs to somebody else: a database, uploads, a
     * checkout. Beside a setup of ours the operator may put what he likes.
     */
    private void refuseInUse(BackupDirectory present) {
        if (present.isSetUp()) {
            return;
        }
        host.files().list(present.directory()).stream()
                .map(entry -> String.valueOf(entry.getFileName()))
                .filter(name ->
                        BackupLayout.OWN.stream().noneMatch(own -> name.equals(own) || name.startsWith(own + ".")))
                .findFirst()
                .ifPresent(name -> {
                    throw ProblemException.of("backup-directory-in-use", present.directory(), name);
                });
    }

    /** A backup directory of another Misskey keeps its owner. */
    private void refuseAnothers(BackupDirectory present, Instance instance) {
        present.backup()
                .filter(PresentService::isByHand)
                .filter(backup -> known.isAnothers(backup.detail().joined(), instance))
                .ifPresent(backup -> {
                    throw ProblemException.of(
                            "backup-directory-anothers",
                            present.directory(),
                            backup.detail().joined().get(0).text());
                });
        present.backup()
                .flatMap(backup -> Optional.ofNullable(backup.labels().get(MisskeyLabels.DIRECTORY)))
                .filter(other -> !other.equals(instance.directory().toString()))
                .ifPresent(other -> {
                    throw ProblemException.of("backup-directory-anothers", present.directory(), other);
                });
    }
}
