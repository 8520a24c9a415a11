package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Interview;
import hikae.ask.Page;
import hikae.backup.compose.ComposeKey;
import hikae.backup.copies.InstanceKeeping;
import hikae.backup.home.BackupDirectory;
import hikae.backup.settings.BackupImage;
import hikae.backup.settings.BackupSettings;
import hikae.host.ComposeProject;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.NetworkChoice;
import hikae.instance.database.DataPlace;
import hikae.instance.find.Discovery;
import hikae.storage.StorageForm;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The questions of a setup, and what their answers mean. */
final class SetupForm {
    /** Review and work come after the questions. */
    private static final int REVIEW_AND_WORK = 2;

    private final Host host;
    private final AdoptPage adopt;
    private final DatabasePage database;
    private final SchedulePages schedule;
    private final StorageForm storage;
    private final RehearsalPage rehearsal;
    private final List<Page> pages;
    private final Map<String, String> given;

    /**
     * @param discovery what was found
     * @param known backup services that exist already
     * @param attended whether somebody is there to be asked
     * @param filesOnly whether nothing is to be started
     * @param mayTry whether a test object may be put into a bucket
     * @param given answers that came with the command
     * @param password a password that came by file
     * @param storageSecret a secret access key that came by file
     */
    SetupForm(
            Host host,
            Discovery discovery,
            Places known,
            boolean attended,
            boolean filesOnly,
            boolean mayTry,
            Map<String, String> given,
            Optional<Secret> password,
            Optional<Secret> storageSecret) {
        this.host = host;
        this.given = given;
        boolean docker = discovery.engine().isEmpty();
        this.adopt = new AdoptPage(host.environment().clock(), attended);
        this.database = new DatabasePage(host, docker && !filesOnly, password);
        this.schedule = new SchedulePages(host.environment().clock(), Optional.ofNullable(given.get("schedule")));
        this.storage = new StorageForm(
                host, StorageForm.Before.of(given, storageSecret), SetupForm::misskeyHost, mayTry, true);
        this.rehearsal = new RehearsalPage(host, docker && !filesOnly);
        this.pages = List.of(
                new InstancePage(host, discovery).page(),
                new ServicesPage(host).page(),
                new PlacePage(host, docker, known).page(),
                adopt.page(),
                NetworkPage.page(),
                database.page(),
                schedule.zonePage(),
                schedule.schedulePage(),
                new RetentionPage(schedule).page(),
                storage.page(),
                storage.checkPage(),
                rehearsal.page());
    }

    private static String misskeyHost(Answers answers) {
        return InstancePage.chosen(answers).flatMap(Instance::address).orElse("");
    }

    List<Page> pages() {
        return pages;
    }

    Interview interview() {
        return new Interview("setup", pages, REVIEW_AND_WORK, given);
    }

    /** What comes after everything else. */
    FinalRehearsal lastStep(Answers answers) {
        return new FinalRehearsal(rehearsal.isWanted(answers), rehearsal.isDeclined(answers));
    }

    /**
     * What finished answers mean; reads Misskey's own files.
     *
     * @throws ProblemException when the server's version has no backup image, or the copies cannot be read
     */
    SetupRequest wanted(Answers answers) {
        Instance instance = InstancePage.chosen(answers).orElseThrow();
        BackupDirectory directory = PlacePage.chosen(answers).orElseThrow();
        Secret password = database.password(answers);
        BackupSettings settings = new BackupSettings(
                directory.directory().toString(),
                directory.project(),
                image(instance, answers),
                what(instance, answers),
                timing(answers),
                misskey(instance),
                directory.unit());
        return new SetupRequest(
                settings,
                Optional.of(password),
                storage.answers(answers),
                data(instance),
                adopt.defects(answers),
                InstanceKeeping.look(host, directory, settings.misskey()),
                instance.notes());
    }

    /** As the container has it, else as it is declared. */
    private Optional<Docker.Mount> data(Instance instance) {
        return instance.database()
                .container()
                .map(DataPlace::mount)
                .orElseGet(() -> DataPlace.of(
                                host,
                                ComposeProject.in(instance.directory()),
                                instance.database().name())
                        .flatMap(DataPlace::asMount));
    }

    /** The running server tells its version more truly than any tag. */
    private static int major(Instance instance, Answers answers) {
        return answers.proof(DatabasePage.CHECK)
                .map(proven -> proven.facts().major())
                .orElse(instance.major());
    }

    private static String image(Instance instance, Answers answers) {
        int major = major(instance, answers);
        if (major == 0) {
            throw ProblemException.of(
                    "database-major-unknown", instance.database().image(), instance.directory());
        }
        if (!BackupImage.isPublishedFor(major)) {
            throw ProblemException.of("backup-image-none", instance.database().image(), major);
        }
        String present = PlacePage.chosen(answers)
                .flatMap(BackupDirectory::backup)
                .flatMap(backup -> backup.value(ComposeKey.IMAGE))
                .orElse("");
        return BackupImage.matching(instance.database().image(), major, present);
    }

    private static BackupSettings.Database what(Instance instance, Answers answers) {
        NetworkChoice network = NetworkPage.required(answers);
        return new BackupSettings.Database(
                network.name(),
                network.alias(),
                instance.port(),
                DatabasePage.database(answers),
                DatabasePage.user(answers),
                major(instance, answers));
    }

    private BackupSettings.Timing timing(Answers answers) {
        return new BackupSettings.Timing(
                schedule.schedule(answers).orElseThrow().text(),
                schedule.zone(answers).orElseThrow().getId(),
                RetentionPage.retention(answers).orElseThrow());
    }

    private static BackupSettings.Misskey misskey(Instance instance) {
        return BackupSettings.Misskey.of(instance, instance.address().orElse(instance.project()));
    }
}
