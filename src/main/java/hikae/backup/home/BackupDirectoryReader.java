package hikae.backup.home;

import hikae.backup.compose.BackupCompose;
import hikae.backup.compose.PresentService;
import hikae.backup.compose.ProjectEnv;
import hikae.backup.container.BackupService;
import hikae.backup.container.ComposeRisk;
import hikae.backup.container.DumpsPlace;
import hikae.backup.container.ImageRecord;
import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.KnownDumps;
import hikae.backup.settings.BackupLayout;
import hikae.backup.settings.BackupSettings;
import hikae.host.ComposeProject;
import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.compose.ProjectName;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at a backup directory, read-only. */
public final class BackupDirectoryReader {
    private static final List<String> FILES = List.of(
            BackupLayout.ENV,
            BackupLayout.IGNORE,
            BackupLayout.PASSWORD,
            BackupLayout.R2_SECRET,
            BackupLayout.R2_RECORD,
            BackupLayout.CHECKLIST,
            BackupLayout.RECOVERY,
            BackupLayout.HOOK);

    /** The dated copy of a secret. */
    private static final Pattern OLD_SECRET = Pattern.compile(
            "(?:" + BackupLayout.PASSWORD + "|" + BackupLayout.R2_SECRET + ")\\.\\d{8}-\\d{6}(?:-\\d+)?\\.bak");

    private static final int LIMIT = 1 << 20;

    private final Host host;
    private final boolean askDocker;

    /**
     * @param askDocker whether Docker answers and may be asked
     */
    public BackupDirectoryReader(Host host, boolean askDocker) {
        this.host = host;
        this.askDocker = askDocker;
    }

    /**
     * The directory as it stands.
     *
     * @param projectOtherwise the Compose project's name where the directory does not say one
     * @throws ProblemException when what stands there is not ours or cannot be read
     */
    public BackupDirectory read(Path directory, String projectOtherwise) {
        BackupDirectory present = readAny(directory, projectOtherwise);
        if (present.isByHand()) {
            throw ProblemException.of("backup-directory-foreign", present.composeFile());
        }
        return present;
    }

    /**
     * The same, also where the service was made by hand and could be adopted.
     *
     * @throws ProblemException when what stands there is no backup service or cannot be read
     */
    public BackupDirectory readAny(Path directory, String projectOtherwise) {
        Files files = host.files();
        Map<String, byte[]> bytes = new HashMap<>();
        Map<String, Integer> modes = new HashMap<>();
        for (String name :
                Stream.concat(FILES.stream(), ComposeProject.NAMES.stream()).toList()) {
            Path path = directory.resolve(name);
            files.readIfThere(path, LIMIT).ifPresent(content -> bytes.put(name, content));
            mode(path).ifPresent(mode -> modes.put(name, mode));
        }
        files.readOurs(directory.resolve(ImageRecord.FILE), LIMIT)
                .ifPresent(content -> bytes.put(ImageRecord.FILE, content));
        for (String name : oldSecrets(directory)) {
            mode(directory.resolve(name)).ifPresent(mode -> modes.put(name, mode));
        }
        for (String name : BackupLayout.DIRECTORIES) {
            mode(directory.resolve(name)).ifPresent(mode -> modes.put(name, mode));
        }
        Optional<PresentService> backup = backup(directory, bytes);
        String project = project(directory, bytes, backup).orElse(projectOtherwise);
        BackupService service = service(project);
        DumpsPlace dumps = DumpsPlace.of(directory, backup, service);
        modes.remove(BackupLayout.DUMPS);
        mode(dumps.path())
                .or(() -> dumps.docker() ? Optional.of(Files.PRIVATE_DIRECTORY) : Optional.empty())
                .ifPresent(mode -> modes.put(BackupLayout.DUMPS, mode));
        return new BackupDirectory(
                directory,
                bytes,
                modes,
                backup,
                project,
                service,
                askDocker,
                commands(backup.map(PresentService::service).orElse(BackupSettings.SERVICE)),
                BackupFolder.read(
                        files, DumpsPlace.of(directory, backup, service).path(), new KnownDumps(files, directory)),
                files.freeBytes(directory),
                backup.isPresent() ? ComposeRisk.look(host, directory, askDocker) : ComposeRisk.none());
    }

    /** What earlier versions of this program have kept of secrets that were changed. */
    private List<String> oldSecrets(Path directory) {
        return host.files().list(directory.resolve(BackupLayout.SECRETS)).stream()
                .map(path -> BackupLayout.SECRETS + "/" + path.getFileName())
                .filter(name -> OLD_SECRET.matcher(name).matches())
                .toList();
    }

    private Optional<Integer> mode(Path path) {
        return host.files().look(path).map(Files.State::mode);
    }

    private BackupService service(String project) {
        return askDocker ? BackupService.look(host.docker(), project).tried(host.docker()) : BackupService.unknown();
    }

    private BackupDirectory.UpCommand commands(String service) {
        if (!askDocker) {
            return new BackupDirectory.UpCommand("docker compose", "", "");
        }
        return new BackupDirectory.UpCommand(
                () -> host.compose().found().typed(),
                () -> host.compose().upCommand(service, false),
                () -> host.compose().upCommand(service, true));
    }

    /**
     * The project's name: for one made by hand that of its container, whatever the files say, so that the same
     * container is recreated and no second one beside it.
     */
    private Optional<String> project(Path directory, Map<String, byte[]> bytes, Optional<PresentService> backup) {
        Optional<String> named = Optional.ofNullable(bytes.get(BackupLayout.ENV))
                .flatMap(env -> ProjectEnv.project(
                        env, directory.resolve(BackupLayout.ENV).toString()));
        if (backup.filter(PresentService::isByHand).isEmpty()) {
            return named;
        }
        Optional<String> running = askDocker ? ForeignBackups.projectIn(host, directory, named) : Optional.empty();
        Optional<String> key = backup.flatMap(one -> one.detail().projectName());
        return running.or(() -> named).or(() -> ofCompose(directory, key));
    }

    /** What Compose makes of the file and the directory; nothing where it makes nothing. */
    private static Optional<String> ofCompose(Path directory, Optional<String> key) {
        try {
            String last = String.valueOf(directory.getFileName());
            return Optional.of(
                    ProjectName.of(last, unset -> Optional.empty(), key).text());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private Optional<PresentService> backup(Path directory, Map<String, byte[]> bytes) {
        List<String> names =
                ComposeProject.NAMES.stream().filter(bytes::containsKey).toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (names.size() > 1) {
            throw ProblemException.of("compose-two-files", directory, names.get(0), names.get(1));
        }
        Path path = directory.resolve(names.get(0));
        PresentService backup = parse(Objects.requireNonNull(bytes.get(names.get(0))), path);
        ComposeProject.OVERRIDES.stream()
                .map(directory::resolve)
                .filter(other -> host.files().look(other).isPresent())
                .findFirst()
                .ifPresent(other -> {
                    throw ProblemException.of("compose-override", other, path.getFileName());
                });
        backup.problems().stream().findFirst().ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        return Optional.of(backup);
    }

    /** A file without a backup service is somebody else's. */
    private static PresentService parse(byte[] bytes, Path path) {
        try {
            PresentService backup = BackupCompose.read(bytes, path.toString());
            if (backup.isOurs() || backup.detail().hasBackupImage()) {
                return backup;
            }
        } catch (ProblemException e) {
            if (!e.problem().id().equals("compose-no-backup-service")) {
                throw e;
            }
        }
        throw ProblemException.of("backup-directory-foreign", path);
    }
}
