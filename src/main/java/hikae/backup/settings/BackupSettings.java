package hikae.backup.settings;

import hikae.host.ComposeProject;
import hikae.instance.Instance;
import hikae.instance.Service;
import hikae.schedule.CronSchedule;
import hikae.schedule.Retention;
import hikae.schedule.ZoneChoice;
import hikae.text.ProblemException;
import hikae.text.Typed;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Everything the backup service is. The password is not here: it is in {@code secrets/db_password} only.
 *
 * @param directory the backup directory, absolute
 * @param project the Compose project of the backup service
 * @param image the backup image with its tag, see {@link BackupImage}
 * @param database what is backed up
 * @param timing when, and for how long it is kept
 * @param misskey the Misskey it belongs to
 * @param unit its name in compose.yml and its dumps
 */
public record BackupSettings(
        String directory, String project, String image, Database database, Timing timing, Misskey misskey, Unit unit) {
    /** The usual name of the service; it is a host name on Misskey's network, so it must not be one of Misskey's. */
    public static final String SERVICE = "db-backup";

    /** One of our own making: the usual name, dumps in {@code backups}. */
    public BackupSettings(
            String directory, String project, String image, Database database, Timing timing, Misskey misskey) {
        this(
                directory,
                project,
                image,
                database,
                timing,
                misskey,
                new Unit(SERVICE, directory + "/" + BackupLayout.DUMPS));
    }

    /**
     * What an adopted service keeps as it was.
     *
     * @param service the service's name
     * @param dumps where its dumps are, absolute
     */
    public record Unit(String service, String dumps) {}

    /**
     * What is backed up, as seen on Misskey's network.
     *
     * @param network the network's real name
     * @param host the name the database answers to there
     * @param port usually 5432
     * @param name the database
     * @param user the role
     * @param major the server's major version
     */
    public record Database(String network, String host, int port, String name, String user, int major) {
        private static final Pattern SPLITTING = Pattern.compile("[\\s,]");

        /**
         * Refuses what the image would misread.
         *
         * @throws ProblemException if the name would be taken for several, or a value for an unset one (env.sh)
         */
        public Database {
            if (SPLITTING.matcher(name).find()) {
                throw ProblemException.of("backup-database-name", name);
            }
            for (String value : List.of(host, name, user)) {
                if (value.isEmpty() || value.equals("**None**")) {
                    throw ProblemException.of("backup-value-unset", value);
                }
            }
        }
    }

    /**
     * When, and how long.
     *
     * @param schedule as go-cron reads it
     * @param zone an IANA time zone id
     * @param keep how long dumps are kept
     */
    public record Timing(String schedule, String zone, Retention keep) {
        /**
         * When it runs next, in its zone; empty where it never does, or where the schedule or the zone of a file
         * edited by hand is none.
         */
        public Optional<ZonedDateTime> next(Instant now) {
            return ZoneChoice.understood(zone)
                    .flatMap(one ->
                            CronSchedule.understood(schedule).flatMap(cron -> cron.next(now.atZone(one.zone()))));
        }
    }

    /**
     * The Misskey this belongs to; for the labels and for RECOVERY.md.
     *
     * @param host the instance's host name, such as {@code misskey.example.com}
     * @param directory where its compose file is, absolute
     * @param project its Compose project
     * @param databaseService its service of the database, usually {@code db}
     * @param webService its service that serves, usually {@code web}
     * @param workers its other services that run Misskey, such as one for the queue
     * @param settings its settings file, absolute
     * @param compose how its project was started
     */
    public record Misskey(
            String host,
            String directory,
            String project,
            String databaseService,
            String webService,
            List<String> workers,
            String settings,
            ComposeProject compose) {
        public Misskey {
            workers = List.copyOf(workers);
        }

        /** As in Misskey's example: one service, settings in {@code .config}, started in its directory. */
        public Misskey(String host, String directory, String project, String databaseService, String webService) {
            this(
                    host,
                    directory,
                    project,
                    databaseService,
                    webService,
                    List.of(),
                    directory + "/.config/default.yml",
                    ComposeProject.in(Path.of(directory)).named(project));
        }

        /**
         * The one that was found.
         *
         * @param host its host name, or what else it is to be called
         */
        public static Misskey of(Instance instance, String host) {
            Misskey usual = new Misskey(
                    host,
                    instance.directory().toString(),
                    instance.project(),
                    instance.database().name(),
                    instance.web().name());
            List<String> workers =
                    instance.misskey().stream().skip(1).map(Service::name).toList();
            Misskey found = new Misskey(
                    host,
                    usual.directory(),
                    usual.project(),
                    usual.databaseService(),
                    usual.webService(),
                    workers,
                    instance.settings().toString(),
                    usual.compose());
            return instance.database()
                    .container()
                    .flatMap(ComposeProject::of)
                    .map(found::startedAs)
                    .orElse(found);
        }

        /**
         * The same, started in this way. A project that is started in its directory by the usual files needs no word
         * about it.
         */
        public Misskey startedAs(ComposeProject started) {
            ComposeProject told = started.isUsualIn(Path.of(directory))
                    ? ComposeProject.in(Path.of(directory)).named(project)
                    : started.named(project);
            return new Misskey(host, directory, project, databaseService, webService, workers, settings, told);
        }

        /** All of its services that run Misskey, the one that serves first. */
        public List<String> services() {
            return Stream.concat(Stream.of(webService), workers.stream()).toList();
        }

        /** Has the commands that our words name meant for this Misskey from here on. */
        public void useTyped() {
            Typed.use(new Typed.Misskey(compose.wordsBehindName(), services(), databaseService));
        }
    }

    /** The same at other times. */
    public BackupSettings at(String schedule, String zone) {
        return new BackupSettings(
                directory, project, image, database, new Timing(schedule, zone, timing.keep()), misskey, unit);
    }

    /** The same by another image. */
    public BackupSettings by(String other) {
        return new BackupSettings(directory, project, other, database, timing, misskey, unit);
    }

    /** The Compose project of the backup service for a Misskey project. */
    public static String projectFor(String misskeyProject) {
        return misskeyProject + "-backup";
    }
}
