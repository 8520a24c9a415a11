package hikae.backup.home;

import hikae.backup.compose.BackupDirectorySettings;
import hikae.backup.compose.ComposeKey;
import hikae.backup.compose.PresentService;
import hikae.backup.container.BackupService;
import hikae.backup.container.ComposeRisk;
import hikae.backup.dumps.BackupFolder;
import hikae.backup.settings.BackupLayout;
import hikae.backup.settings.BackupSettings;
import hikae.host.ComposeProject;
import hikae.host.Host;
import hikae.schedule.ZoneChoice;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A backup directory as it stands: what a planner compares with.
 *
 * @param directory where
 * @param files our files that exist, by name relative to the directory
 * @param modes their permission bits; directories of ours and copies of old secrets too, that of the dumps under the
 *     name of the usual one
 * @param backup what compose.yml says; empty when there is none
 * @param project the Compose project of this directory
 * @param service the backup service as Docker sees it
 * @param docker whether Docker was asked
 * @param upCommand how {@code up} would be typed here; with forced re-creation under {@code force}
 * @param dumps its dumps, with what is known of them
 * @param free bytes free on its file system
 * @param risk what it means to start its compose file
 */
public record BackupDirectory(
        Path directory,
        Map<String, byte[]> files,
        Map<String, Integer> modes,
        Optional<PresentService> backup,
        String project,
        BackupService service,
        boolean docker,
        UpCommand upCommand,
        BackupFolder dumps,
        long free,
        ComposeRisk risk) {
    /**
     * How Compose is typed here, asked when it is wanted: to find out takes a tenth of a second, with Compose 1 half of
     * one, and a status needs none of it.
     *
     * @param asTyped {@code docker compose} or {@code docker-compose}
     * @param asPlain the command that starts the service
     * @param asForced the same with forced re-creation
     */
    public record UpCommand(Supplier<String> asTyped, Supplier<String> asPlain, Supplier<String> asForced) {
        /** One that is known. */
        public UpCommand(String typed, String plain, String force) {
            this(() -> typed, () -> plain, () -> force);
        }

        /** {@code docker compose} or {@code docker-compose}. */
        public String typed() {
            return asTyped.get();
        }

        /** The command that starts the service. */
        public String plain() {
            return asPlain.get();
        }

        /** The same with forced re-creation. */
        public String force() {
            return asForced.get();
        }
    }

    public BackupDirectory {
        files = Map.copyOf(new LinkedHashMap<>(files));
        modes = Map.copyOf(modes);
    }

    /** The bytes of one of our files. */
    public Optional<byte[]> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** Copies of secrets that were changed, which nothing needs. */
    public List<Path> oldSecrets() {
        return modes.keySet().stream()
                .filter(name -> name.endsWith(".bak"))
                .sorted()
                .map(directory::resolve)
                .toList();
    }

    /** The name of its compose file; where there is none, the one a new file gets. */
    public String composeName() {
        return ComposeProject.NAMES.stream()
                .filter(files::containsKey)
                .findFirst()
                .orElse(BackupLayout.COMPOSE);
    }

    /** Its compose file. */
    public Path composeFile() {
        return directory.resolve(composeName());
    }

    /** The same with the service as Docker sees it. */
    public BackupDirectory served(BackupService seen) {
        return new BackupDirectory(directory, files, modes, backup, project, seen, true, upCommand, dumps, free, risk);
    }

    /** What its compose file means to Compose, as far as that can be asked: a program is started for it. */
    public ComposeRisk askCompose(Host host) {
        return backup.isPresent() ? ComposeRisk.look(host, directory, true) : risk;
    }

    /** The same with what Compose has said of its compose file. */
    public BackupDirectory understood(ComposeRisk asked) {
        return new BackupDirectory(
                directory, files, modes, backup, project, service, docker, upCommand, dumps, free, asked);
    }

    /** Where its dumps are, absolute; one that was adopted keeps its place. */
    public Path backups() {
        return dumps.directory();
    }

    /** Where one of our files or directories is; {@code backups} is wherever the dumps are. */
    public Path path(String name) {
        return name.equals(BackupLayout.DUMPS) ? backups() : directory.resolve(name);
    }

    /** Whether a service stands here that was made by hand and not adopted yet. */
    public boolean isByHand() {
        return backup.filter(PresentService::isByHand).isPresent();
    }

    /** What the service is called, and where its dumps are. */
    public BackupSettings.Unit unit() {
        return new BackupSettings.Unit(
                backup.map(PresentService::service).orElse(BackupSettings.SERVICE),
                backups().toString());
    }

    /**
     * What its compose file says.
     *
     * @throws ProblemException {@code setup-missing} where there is none, {@code compose-value-missing} where a value is
     *     not set or not to be known
     */
    public BackupSettings settings() {
        PresentService made = backup.orElseThrow(() -> ProblemException.of("setup-missing", directory));
        return BackupDirectorySettings.of(made, directory, project, backups());
    }

    /** The time zone of its schedule; another where compose.yml does not say one that is known. */
    public ZoneId zone(ZoneId otherwise) {
        return backup.flatMap(one -> one.value(ComposeKey.ZONE))
                .flatMap(ZoneChoice::understood)
                .map(ZoneChoice::zone)
                .orElse(otherwise);
    }

    /** Whether there is a setup already. */
    public boolean isSetUp() {
        return backup.isPresent();
    }
}
