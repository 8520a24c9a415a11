package hikae.recovery.run;

import hikae.backup.home.BackupDirectory;
import hikae.backup.settings.BackupLayout;
import hikae.backup.settings.BackupSettings;
import hikae.backup.settings.MisskeyLabels;
import hikae.host.Compose;
import hikae.host.ComposeProject;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.server.ServerConnection;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Journal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a recovery works on, as data: with it the same plan can be made again after a kill. No secret in it.
 *
 * @param home the backup directory
 * @param backups where its dumps are
 * @param scheduler the Compose project of the backup service
 * @param image the backup image
 * @param misskey the Misskey it belongs to
 * @param database its live database
 * @param passwordFile a file of mode 0600 that holds only the password
 */
public record RestoreTarget(
        Path home,
        Path backups,
        String scheduler,
        String image,
        BackupSettings.Misskey misskey,
        BackupSettings.Database database,
        Path passwordFile) {

    /** Of a backup directory that is set up. */
    public static RestoreTarget of(BackupDirectory directory) {
        BackupSettings settings = directory.settings();
        return new RestoreTarget(
                directory.directory(),
                directory.backups(),
                settings.project(),
                settings.image(),
                settings.misskey(),
                settings.database(),
                directory.directory().resolve(BackupLayout.PASSWORD));
    }

    /** How a client container reaches its server. */
    public ServerConnection way() {
        return new ServerConnection(
                image,
                database.network(),
                database.host(),
                database.port(),
                database.user(),
                Optional.of(passwordFile));
    }

    /** The same, with Misskey's project as it is started right now, where its containers are there to tell. */
    public RestoreTarget asStarted(Host host) {
        List<Docker.Container> all;
        try {
            all = host.docker().containers();
        } catch (ProblemException e) {
            return this; // who needs the engine says that it does not answer
        }
        Set<String> ours = new HashSet<>(misskey.services());
        ours.add(misskey.databaseService());
        return all.stream()
                .filter(one -> one.project().filter(misskey.project()::equals).isPresent() && !one.isOneOff())
                .filter(one -> one.service().filter(ours::contains).isPresent()) // others may be left of other files
                .flatMap(one -> ComposeProject.of(one).stream())
                .findFirst()
                .map(compose -> new RestoreTarget(
                        home, backups, scheduler, image, misskey.startedAs(compose), database, passwordFile))
                .orElse(this);
    }

    /** How Compose is to be told of Misskey's project. */
    public ComposeProject composeProject() {
        return misskey.compose();
    }

    /** Misskey's services that are in its compose files now: others Compose refuses to start or to take away. */
    public List<String> servicesNow(Compose compose) {
        List<String> known = compose.services(composeProject());
        return misskey.services().stream().filter(known::contains).toList();
    }

    /** For the journal's head. */
    public Map<String, String> input() {
        Map<String, String> input = new LinkedHashMap<>();
        input.put("home", home.toString());
        input.put("backups", backups.toString());
        input.put("scheduler", scheduler);
        input.put("image", image);
        input.put("host", misskey.host());
        input.put("misskey", misskey.directory());
        input.put("project", misskey.project());
        input.put("db", misskey.databaseService());
        input.put("web", misskey.webService());
        input.putAll(MisskeyLabels.unusual(misskey));
        input.put("network", database.network());
        input.put("database_host", database.host());
        input.put("port", String.valueOf(database.port()));
        input.put("database", database.name());
        input.put("user", database.user());
        input.put("major", String.valueOf(database.major()));
        input.put("password_file", passwordFile.toString());
        return input;
    }

    /** From a journal's head. */
    public static RestoreTarget of(Map<String, String> input) {
        return new RestoreTarget(
                Path.of(at(input, "home")),
                Path.of(at(input, "backups")),
                at(input, "scheduler"),
                at(input, "image"),
                MisskeyLabels.with(
                        new BackupSettings.Misskey(
                                at(input, "host"),
                                at(input, "misskey"),
                                at(input, "project"),
                                at(input, "db"),
                                at(input, "web")),
                        input),
                new BackupSettings.Database(
                        at(input, "network"),
                        at(input, "database_host"),
                        Integer.parseInt(at(input, "port")),
                        at(input, "database"),
                        at(input, "user"),
                        Integer.parseInt(at(input, "major"))),
                Path.of(at(input, "password_file")));
    }

    /**
     * From a run's record.
     *
     * @throws ProblemException {@code recovery-run-damaged} when it does not say all of it
     */
    public static RestoreTarget of(Journal.Record run) {
        try {
            return of(run.input());
        } catch (IllegalArgumentException e) { // also of an invalid path or number
            throw DamagedRecord.at(run.folder(), Message.of("run.damaged.head", run.folder()));
        }
    }

    private static String at(Map<String, String> input, String key) {
        return Optional.ofNullable(input.get(key)).orElseThrow(() -> new IllegalArgumentException(key));
    }
}
