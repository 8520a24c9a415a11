package hikae.recovery;

import hikae.ask.Given;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupPlace;
import hikae.backup.settings.BackupImage;
import hikae.backup.settings.BackupLayout;
import hikae.backup.settings.BackupSettings;
import hikae.host.Host;
import hikae.host.Postgres;
import hikae.instance.Instance;
import hikae.instance.NetworkChoice;
import hikae.instance.PathText;
import hikae.instance.database.DatabaseLogin;
import hikae.instance.find.Discovery;
import hikae.instance.find.InstanceFinder;
import hikae.instance.find.ServiceChoice;
import hikae.recovery.run.RestoreTarget;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Where a restore is wanted: a backup directory that is set up, or a Misskey on a new server that has none yet.
 *
 * @param target what is recovered
 * @param zone for moments
 * @param present the backup directory; empty where there is none
 * @param vacant whether its database runs and holds nothing yet, on a new server where Misskey, or its database alone,
 *     was started before the restore
 */
record RestorePlace(RestoreTarget target, ZoneId zone, Optional<BackupDirectory> present, boolean vacant) {
    /** Whether the backup directory has still to be made. */
    boolean isNew() {
        return present.isEmpty();
    }

    /**
     * The one that is meant.
     *
     * @param file whether a backup was named: only then can there be a restore without a set-up
     * @throws ProblemException when there is none, or it is not ready for a restore
     */
    static RestorePlace find(Host host, Given given, boolean file) {
        ZoneId here = host.environment().clock().getZone();
        try {
            BackupDirectory present = new BackupPlace(host, given).present(true);
            RestoreTarget target = RestoreTarget.of(present).asStarted(host);
            target.misskey().useTyped();
            return new RestorePlace(target, present.zone(here), Optional.of(present), false);
        } catch (ProblemException e) {
            if (!file || !e.problem().id().equals("setup-missing")) {
                throw e;
            }
        }
        Path home = new BackupPlace(host, given).directory();
        Instance instance = instance(host, given);
        demandVacant(host, instance);
        RestoreTarget target = target(host, instance, home);
        target.misskey().useTyped();
        return new RestorePlace(target, here, Optional.empty(), instance.isLive());
    }

    /** A database that holds something is backed up first; one that holds nothing is a place to load into. */
    private static void demandVacant(Host host, Instance instance) {
        if (instance.isLive() && !isVacant(host, instance)) {
            throw ProblemException.of("recovery-set-up-first", instance.directory());
        }
    }

    /** Only what is seen to be empty is called so: no note was ever written in it. */
    private static boolean isVacant(Host host, Instance instance) {
        Postgres.Facts facts = new DatabaseLogin(host)
                .prove(instance, network(instance), instance.databaseName(), instance.user(), Optional.empty())
                .facts();
        return facts.newestNote().isEmpty();
    }

    private static Instance instance(Host host, Given given) {
        Optional<Path> directory = given.answer("instance_dir")
                .map(text -> PathText.parse(text, host.environment()))
                .map(host.files()::real);
        ServiceChoice said = ServiceChoice.parse(given.answer("database_service"), given.answer("misskey_services"));
        Discovery found = new InstanceFinder(host, said).find(directory);
        Optional<Instance> one = directory.isPresent()
                ? directory.flatMap(found::at)
                : found.instances().stream().findFirst();
        Instance instance = one.orElseThrow(() -> new ProblemException(found.whyNone()));
        instance.doubts().stream().findFirst().ifPresent(doubt -> {
            throw new ProblemException(doubt.why());
        });
        return instance;
    }

    private static NetworkChoice network(Instance instance) {
        return instance.networks().stream()
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.of("network-none", instance.database().name()));
    }

    private static RestoreTarget target(Host host, Instance instance, Path home) {
        NetworkChoice network = network(instance);
        String directory = instance.directory().toString();
        return new RestoreTarget(
                home,
                home.resolve("backups"),
                BackupSettings.projectFor(instance.project()),
                image(host, instance),
                BackupSettings.Misskey.of(instance, instance.address().orElse(directory)),
                new BackupSettings.Database(
                        network.name(),
                        network.alias(),
                        instance.port(),
                        instance.databaseName(),
                        instance.user(),
                        instance.major()),
                home.resolve(BackupLayout.PASSWORD));
    }

    /** The one whose psql fits the server; nothing is fetched behind the operator's back. */
    private static String image(Host host, Instance instance) {
        if (instance.major() == 0) {
            throw ProblemException.of(
                    "recovery-major-unknown", instance.database().image(), instance.directory());
        }
        String image = BackupImage.matching(instance.database().image(), instance.major());
        if (!host.docker().hasImage(image)) {
            throw ProblemException.of("recovery-image-missing", image);
        }
        return image;
    }
}
