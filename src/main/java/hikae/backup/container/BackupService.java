package hikae.backup.container;

import hikae.backup.settings.BackupSettings;
import hikae.backup.settings.MisskeyLabels;
import hikae.host.Docker;
import hikae.instance.compose.ImageName;
import hikae.text.ProblemException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The backup service as Docker sees it.
 *
 * @param container its container; empty when there is none
 * @param networkIds the id of each network on this host, by name
 * @param refused whether the database refused its password when it was {@link #tried}
 */
public record BackupService(Optional<Docker.Container> container, Map<String, String> networkIds, boolean refused) {
    private static final int UNLIKE = 3;
    private static final int LOG_LINES = 20;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** What the scheduler says of the schedule it has read. */
    static final String GREETING = "new cron: ";

    public BackupService {
        networkIds = Map.copyOf(networkIds);
    }

    /** Docker was not asked or does not know it. */
    public static BackupService unknown() {
        return new BackupService(Optional.empty(), Map.of(), false);
    }

    /** Looks for the service of this Compose project. */
    public static BackupService look(Docker docker, String project) {
        Optional<Docker.Container> container = docker.containers().stream()
                .filter(one -> one.project().filter(project::equals).isPresent())
                .filter(one -> !one.isOneOff()) // RECOVERY.md uses those
                .filter(one -> likeness(one) < UNLIKE)
                .min(Comparator.comparingInt(BackupService::likeness));
        Map<String, String> ids = new HashMap<>();
        for (Docker.Network network : docker.networks()) {
            ids.put(network.name(), network.id());
        }
        return new BackupService(container, ids, false);
    }

    /** By our label, else by our name, else by the image: one that was made by hand may be called otherwise. */
    private static int likeness(Docker.Container container) {
        if (MisskeyLabels.isOurs(container.labels())) {
            return 0;
        }
        boolean named =
                container.service().filter(BackupSettings.SERVICE::equals).isPresent();
        return named ? 1 : ImageName.isBackup(container.image()) ? 2 : UNLIKE;
    }

    /**
     * The same after a login from inside. A container keeps the password file it was started with: one that an
     * editor has replaced since is another file, and the backup of the night fails.
     */
    public BackupService tried(Docker docker) {
        Optional<Docker.Container> running = container.filter(Docker.Container::isRunning);
        return running.isEmpty() ? this : new BackupService(container, networkIds, isRefused(docker, running.get()));
    }

    /** A login over the network from inside the container, as a backup does it. */
    static Docker.Result login(Docker docker, Docker.Container container) {
        return docker.exec(container.id(), InsideCommand.psql("select 1"), LIMIT);
    }

    private static boolean isRefused(Docker docker, Docker.Container running) {
        try {
            return login(docker, running).errors().contains("password authentication failed");
        } catch (ProblemException e) {
            return false; // whatever else is wrong is no reason to recreate it
        }
    }

    /**
     * How the container's log ends, bounded; a dash where it says nothing or cannot be read. What the scheduler says
     * when it starts is passed over if there is more: one that starts again and again has just said it, or has not
     * yet come to what it ends with.
     */
    public static String lastWords(Docker docker, Docker.Container container) {
        try {
            List<String> lines = docker.log(container.id(), LOG_LINES)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.stream()
                    .filter(line -> !line.contains(GREETING))
                    .reduce((first, second) -> second)
                    .orElse(lines.isEmpty() ? "-" : lines.get(lines.size() - 1));
        } catch (ProblemException e) {
            return "-"; // it may be gone meanwhile; what is told of it stands without its words
        }
    }

    /** Whether it is attached to a network of this name that is not the one of this name any more. */
    public boolean isOnStaleNetwork(String network) {
        return attachments(network).stream()
                .anyMatch(at -> !at.networkId().equals(networkIds.getOrDefault(network, "")));
    }

    /** Whether it is attached to the network that has this name now: by id, not only by name. */
    public boolean isOn(String network) {
        return attachments(network).stream()
                .anyMatch(at -> at.networkId().equals(networkIds.getOrDefault(network, "")));
    }

    /** Whether it runs with exactly these settings. */
    public boolean runs(BackupSettings settings) {
        return container.filter(Docker.Container::isRunning).isPresent()
                && !refused
                && isOn(settings.database().network())
                && container.get().image().equals(settings.image())
                && has("SCHEDULE", settings.timing().schedule())
                && has("TZ", settings.timing().zone())
                && has(
                        "BACKUP_KEEP_DAYS",
                        String.valueOf(settings.timing().keep().days()))
                && has(
                        "BACKUP_KEEP_WEEKS",
                        String.valueOf(settings.timing().keep().weeks()))
                && has(
                        "BACKUP_KEEP_MONTHS",
                        String.valueOf(settings.timing().keep().months()))
                && has("POSTGRES_DB", settings.database().name())
                && has("POSTGRES_USER", settings.database().user())
                && has("POSTGRES_HOST", settings.database().host())
                && has("POSTGRES_PORT", String.valueOf(settings.database().port()));
    }

    private boolean has(String key, String value) {
        return container
                .flatMap(one -> Optional.ofNullable(one.env().get(key)))
                .filter(secret -> secret.reveal().equals(value))
                .isPresent();
    }

    private List<Docker.Attachment> attachments(String network) {
        return container.stream()
                .flatMap(one -> one.networks().stream())
                .filter(at -> at.network().equals(network))
                .toList();
    }
}
