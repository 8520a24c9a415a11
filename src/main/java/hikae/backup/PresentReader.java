package hikae.backup;

import hikae.host.Files;
import hikae.host.Host;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a backup directory, read-only. */
public final class PresentReader {
    public static final String COMPOSE = "compose.yml";
    public static final String ENV = ".env";
    public static final String IGNORE = ".gitignore";
    public static final String PASSWORD = "secrets/db_password";
    public static final String R2_SECRET = "secrets/r2_secret_access_key";
    public static final String CHECKLIST = "checklist.md";
    public static final String RECOVERY = "RECOVERY.md";
    public static final List<String> FILES = List.of(COMPOSE, ENV, IGNORE, PASSWORD, R2_SECRET, CHECKLIST, RECOVERY);
    public static final List<String> DIRECTORIES = List.of("", "secrets", "backups");

    /** What a backup directory may hold at its top before it is one; dated copies have the same beginning. */
    public static final List<String> OWN = List.of(
            COMPOSE,
            ENV,
            IGNORE,
            CHECKLIST,
            RECOVERY,
            "secrets",
            "backups",
            "hikae",
            "instance",
            "recovery",
            "lost+found");

    /** Names Compose would read as well; refused with their own reason. */
    public static final List<String> OTHER_COMPOSE =
            List.of("compose.yaml", "docker-compose.yml", "docker-compose.yaml");

    private static final int LIMIT = 1 << 20;

    private final Host host;
    private final boolean askDocker;

    /**
     * @param askDocker whether Docker answers and may be asked
     */
    public PresentReader(Host host, boolean askDocker) {
        this.host = host;
        this.askDocker = askDocker;
    }

    /**
     * The directory as it stands.
     *
     * @param projectOtherwise the Compose project's name where the directory does not say one
     * @throws ProblemException when what stands there is not ours or cannot be read
     */
    public Present read(Path directory, String projectOtherwise) {
        Files files = host.files();
        Map<String, byte[]> bytes = new HashMap<>();
        Map<String, Integer> modes = new HashMap<>();
        for (String name : FILES) {
            Path path = directory.resolve(name);
            files.readIfThere(path, LIMIT).ifPresent(content -> bytes.put(name, content));
            files.look(path).ifPresent(state -> modes.put(name, state.mode()));
        }
        for (String name : DIRECTORIES) {
            files.look(directory.resolve(name)).ifPresent(state -> modes.put(name, state.mode()));
        }
        refuseOtherNames(directory);
        String project = Optional.ofNullable(bytes.get(ENV))
                .flatMap(env -> ProjectEnv.project(env, directory.resolve(ENV).toString()))
                .orElse(projectOtherwise);
        return new Present(
                directory,
                bytes,
                modes,
                backup(directory, bytes),
                project,
                askDocker ? BackupService.look(host.docker(), project).tried(host.docker()) : BackupService.unknown(),
                askDocker,
                commands(),
                files.freeBytes(directory));
    }

    private Present.UpCommand commands() {
        if (!askDocker) {
            return new Present.UpCommand("docker compose", "", "");
        }
        return new Present.UpCommand(
                host.compose().found().typed(),
                host.compose().upCommand(BackupSettings.SERVICE, false),
                host.compose().upCommand(BackupSettings.SERVICE, true));
    }

    /** A compose.yml that is not ours is not touched. */
    private static Optional<PresentBackup> backup(Path directory, Map<String, byte[]> bytes) {
        if (!bytes.containsKey(COMPOSE)) {
            return Optional.empty();
        }
        Path path = directory.resolve(COMPOSE);
        PresentBackup backup = BackupCompose.read(bytes.get(COMPOSE), path.toString());
        if (!backup.isOurs()) {
            throw ProblemException.of("backup-directory-foreign", path);
        }
        backup.problems().stream().findFirst().ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        return Optional.of(backup);
    }

    /** Compose would read another of its names first, or both. */
    private void refuseOtherNames(Path directory) {
        for (String name : OTHER_COMPOSE) {
            if (host.files().look(directory.resolve(name)).isPresent()) {
                throw ProblemException.of("backup-directory-foreign", directory.resolve(name));
            }
        }
    }
}
